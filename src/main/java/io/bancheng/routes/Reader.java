package io.bancheng.routes;

import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.HubConfig;
import io.bancheng.mappings.Mapping;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.Received;
import io.bancheng.mappings.Replies;
import io.bancheng.mappings.ReplyMapping;
import io.bancheng.mappings.Sheet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what came in, by the mapping that its sender's file names. */
public final class Reader {
  private static final int REMEMBERED = 8;

  private final Map<String, Mappings> byVersion = Collections.synchronizedMap(new Latest());

  public Reader(Edition edition) {
    use(edition);
  }

  /** Messages that come in under that edition's version are read by its mappings. */
  public void use(Edition edition) {
    byVersion.put(edition.config().version(), edition.mappings());
  }

  /**
   * What a channel's message says.
   *
   * @throws Unacceptable if it cannot be read, or is neither a case nor about one
   */
  public Incoming read(InboundMessage message, HubConfig config) {
    var channel = channel(message, config);
    return mapping(channel, config).read(message.raw(), received(channel, message));
  }

  /**
   * A channel's file taken apart into rows.
   *
   * @throws Unacceptable if it is no such table; the text is for its sender
   */
  public Sheet sheet(InboundMessage file, HubConfig config) {
    return mapping(channel(file, config), config).sheet(file.raw());
  }

  /** What is wrong with a row, for its sender; empty if it is a case. */
  public List<String> complaints(InboundMessage row, HubConfig config) {
    var channel = channel(row, config);
    return mapping(channel, config).complaints(row.raw(), received(channel, row));
  }

  /** Whether the message's channel numbers the versions of what it sends. */
  public boolean versioned(InboundMessage message, HubConfig config) {
    return channel(message, config).versions();
  }

  /** The mappings of that version of the configuration. */
  public Mappings mappings(HubConfig config) {
    return byVersion.get(config.version());
  }

  /** The number of the case that a mail answers, or that a returned mail was about; else empty. */
  public String answered(Incoming read) {
    if (read instanceof Incoming.NewCase c && c.submission().relations().inReplyTo() != null) {
      return c.submission().relations().inReplyTo();
    }
    return read instanceof Incoming.About about && returned(about) ? about.note().caseNo() : "";
  }

  /**
   * A reply to a case of ours as what it is: more about that case, not a case of its own. From a
   * returned mail about no case of ours nothing follows.
   *
   * @param known whether the channel has the case that it answers
   */
  public Incoming settle(Incoming read, boolean known) {
    if (known && read instanceof Incoming.NewCase reply) {
      return supplement(reply);
    }
    return !known && read instanceof Incoming.About about && returned(about)
        ? new Incoming.Nothing("A returned mail about no case of ours.")
        : read;
  }

  private static boolean returned(Incoming.About about) {
    return about.note().type() == NoteType.BOUNCE;
  }

  private static Incoming supplement(Incoming.NewCase reply) {
    var said = reply.submission();
    var envelope = said.envelope();
    return new Incoming.About(
        new ChannelNote(
            NoteType.SUPPLEMENT,
            null,
            null,
            said.relations().inReplyTo(),
            envelope.sourceCaseId(),
            address(said).orElse(""),
            envelope.sentAt(),
            said.demand().content(),
            null,
            reply.enclosures(),
            null,
            said.location().regionCode(),
            null,
            List.of()));
  }

  private static Optional<String> address(Submission said) {
    return said.reporter().contacts().stream()
        .filter(contact -> contact.type().equals("EMAIL"))
        .map(Submission.Contact::value)
        .findFirst();
  }

  /** The region whose numbers a channel's cases get when they name no region themselves. */
  public String region(InboundMessage message, HubConfig config) {
    return channel(message, config).region();
  }

  /**
   * A department's message as a reply. The department is the owner of the queue or key it came by.
   *
   * @throws Unacceptable if it cannot be read or is not a reply
   */
  public Reply reply(InboundMessage message, HubConfig config) {
    var department = DepartmentId.parse(message.sender());
    return dialect(message, config)
        .map(own -> own.read(message.raw(), message.contentType(), department))
        .orElseGet(() -> Replies.read(message.raw(), department));
  }

  /**
   * The replies that a department's message holds, each as a message of its own that is the same
   * whenever it says the same.
   *
   * @throws Unacceptable if it cannot be read, or holds none
   */
  public List<InboundMessage> replies(InboundMessage message, HubConfig config) {
    var items = items(message, config);
    if (items.isEmpty() && dialect(message, config).filter(ReplyMapping::takesApart).isPresent()) {
      throw new Unacceptable(Unacceptable.Kind.INVALID, "There is no reply in it.");
    }
    return items.isEmpty() ? List.of(one(message, message.contentType(), message.raw())) : items;
  }

  /** The same, but empty for a message that is one reply itself. */
  public List<InboundMessage> items(InboundMessage message, HubConfig config) {
    if (ReplyMapping.ITEM.equals(message.contentType())) {
      return List.of();
    }
    var own = dialect(message, config);
    var items =
        own.isEmpty()
            ? Replies.each(message.raw())
            : own.filter(ReplyMapping::takesApart)
                .map(mapping -> mapping.items(message.raw(), message.contentType()))
                .orElse(List.of());
    return each(message, items);
  }

  /** Replies of a page or document, each as a message of its own. */
  static List<InboundMessage> each(InboundMessage from, List<byte[]> items) {
    return items.stream().map(item -> one(from, ReplyMapping.ITEM, item)).toList();
  }

  private static InboundMessage one(InboundMessage from, String contentType, byte[] raw) {
    String id = "reply:" + Sha256.hex(raw);
    return new InboundMessage(null, from.door(), id, contentType, null, raw, from.receivedAt());
  }

  /** The mapping that the department's file names; none for one that speaks the hub's own form. */
  private Optional<ReplyMapping> dialect(InboundMessage message, HubConfig config) {
    return Optional.ofNullable(config.connections().get(DepartmentId.parse(message.sender())))
        .flatMap(DepartmentConnection::mapping)
        .flatMap(mappings(config)::replies);
  }

  /** A message is read moments after its version was looked up, so a few versions are enough. */
  private static final class Latest extends LinkedHashMap<String, Mappings> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Mappings> eldest) {
      return size() > REMEMBERED;
    }
  }

  private Mapping mapping(ChannelConfig channel, HubConfig config) {
    return mappings(config).mapping(channel.mapping());
  }

  private static Received received(ChannelConfig channel, InboundMessage message) {
    return new Received(
        channel.code(), channel.channel(), message.idempotencyKey(), message.contentType());
  }

  private static ChannelConfig channel(InboundMessage message, HubConfig config) {
    var channel = config.channels().get(message.sender());
    if (channel == null) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID, "There is no channel " + message.sender() + " any more.");
    }
    return channel;
  }
}
