package io.bancheng.config;

import io.bancheng.canonical.Channel;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.Proof;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connected channel system (受理渠道), e.g. a city's 12345 hotline: {@code
 * config/channels/<code>.yaml}.
 *
 * @param mapping the field table in {@code mappings/} that reads its messages
 * @param region region of the case number when a case names none itself
 * @param in the ways in
 * @param proof how its system proves over HTTP who it is
 * @param versions a known source id with another body is a correction, not a conflict
 * @param answers who reads {@code channel.<code>.answers}
 * @param push where the hub posts the answers, null unless {@link Answers#REST}
 * @param answersAs the mapping in whose words it is answered, null for the hub's own
 * @param smtp the server that takes the hub's mails to the reporters
 */
public record ChannelConfig(
    String code,
    Channel channel,
    String mapping,
    String region,
    Entrances in,
    Proof proof,
    boolean versions,
    Answers answers,
    String answersAs,
    URI push,
    Optional<MailServer> smtp,
    Feedback feedback) {
  private static final String FOLDER = "config/channels";

  /**
   * The ways in.
   *
   * @param http it may send by HTTP
   * @param queue it may send to {@code channel.<code>}
   * @param path a path of its own besides {@code /api/v1/channels/<code>/cases}, null if it has
   *     none
   * @param mail the mailbox that the hub empties for it
   * @param folder the folder into which it drops files
   * @param sftp the server on which it leaves files
   */
  public record Entrances(
      boolean http,
      boolean queue,
      String path,
      Optional<Mailbox> mail,
      Optional<DropFolder> folder,
      Optional<SftpServer> sftp) {}

  /**
   * Who reads {@code channel.<code>.answers}: nobody, the channel system itself, or the hub, which
   * takes them to the channel system by HTTP or writes the reporter a mail.
   */
  public enum Answers {
    NONE,
    QUEUE,
    REST,
    MAIL;

    public boolean wanted() {
      return this != NONE;
    }

    /** Whether the hub itself brings them to the reporter, so that the queue is not the end. */
    public boolean carried() {
      return this == REST || this == MAIL;
    }
  }

  /** What makes a feedback (反馈) through this channel a documented contact. */
  public enum ConfirmedBy {
    /** The channel system has taken the result over and tells the reporter itself. */
    DELIVERY,
    /** A person says that the reporter was reached. */
    PERSON,
    /** The hub sends a text message, and the gateway says that it arrived. */
    RECEIPT
  }

  /** How reporters of this channel are told. */
  public record Feedback(FeedbackMethod method, ConfirmedBy confirmedBy) {
    public boolean confirmedByDelivery() {
      return confirmedBy == ConfirmedBy.DELIVERY;
    }

    /** Whether the hub itself writes the reporters text messages. */
    public boolean texted() {
      return confirmedBy == ConfirmedBy.RECEIPT;
    }

    static Feedback read(YamlTree at, boolean gateway) {
      at.keys("method", "confirmedBy");
      var method = at.need("method").choice(FeedbackMethod.class);
      var by = at.need("confirmedBy");
      var confirmed =
          ConfirmedBy.valueOf(
              by.word(List.of("delivery", "person", "receipt")).toUpperCase(Locale.ROOT));
      if (confirmed == ConfirmedBy.RECEIPT && method != FeedbackMethod.SMS) {
        by.problem("only text messages have receipts.", "Write method: SMS, or person.");
      } else if (confirmed == ConfirmedBy.RECEIPT && !gateway) {
        by.problem(
            "receipts come from a gateway, and there is none.",
            "Add " + SmsGateway.FILE + ", or write person.");
      }
      return new Feedback(method, confirmed);
    }
  }

  /** The mapping in whose words it is answered, if not in the hub's own. */
  public Optional<String> ownWords() {
    return Optional.ofNullable(answersAs);
  }

  static Map<String, ChannelConfig> read(ConfigFiles files, Regions regions, Findings findings) {
    var channels = new TreeMap<String, ChannelConfig>();
    for (SourceFile file : files.yaml(FOLDER, findings)) {
      var channel = read(file, files, regions, findings);
      channels.put(channel.code(), channel);
    }
    ChannelPath.distinct(channels.values(), findings);
    return Collections.unmodifiableMap(channels);
  }

  private static ChannelConfig read(
      SourceFile file, ConfigFiles files, Regions regions, Findings findings) {
    if (!file.stem().matches("[a-z][a-z0-9-]{0,39}")) {
      findings.add(
          file.start(),
          "\"%s\" cannot be part of a queue's name.".formatted(file.stem()),
          "Name the file with small letters, digits and hyphens, a letter first.");
    }
    var root = YamlTree.read(file, findings);
    root.keys(
        "channel",
        "mapping",
        "region",
        "http",
        "path",
        "queue",
        "proof",
        "mail",
        "folder",
        "sftp",
        "versions",
        "answers",
        "answersAs",
        "push",
        "smtp",
        "feedback");
    var region = root.need("region");
    if (!region.text().isEmpty() && !regions.knows(region.text())) {
      findings.unknown(
          region.place(),
          "region",
          region.text(),
          regions.codes(),
          "They stand in " + RegionsTable.FILE + ".");
    }
    var mapping = root.need("mapping");
    MappingNames.check(mapping, "mappings/", files, findings);
    var answers = answers(root);
    var answersAs = root.find("answersAs");
    answersAs.ifPresent(name -> MappingNames.check(name, "mappings/", files, findings));
    return new ChannelConfig(
        file.stem(),
        root.need("channel").choice(Channel.class),
        mapping.text(),
        region.text(),
        entrances(root),
        Proofs.read(root),
        root.need("versions").flag(),
        answers,
        answersAs.map(YamlTree::text).orElse(null),
        answers == Answers.REST
            ? OutsideAddress.read(root.need("push").keys("url").need("url"))
            : unused(root),
        root.find("smtp").flatMap(MailServer::read),
        Feedback.read(root.need("feedback"), SmsGateway.there(files)));
  }

  private static Entrances entrances(YamlTree root) {
    boolean http = root.need("http").flag();
    return new Entrances(
        http,
        root.need("queue").flag(),
        ChannelPath.read(root, http),
        root.find("mail").flatMap(Mailbox::read),
        root.find("folder").map(DropFolder::read),
        root.find("sftp").flatMap(SftpServer::read));
  }

  private static URI unused(YamlTree root) {
    root.find("push")
        .ifPresent(push -> push.problem("push is for answers: rest.", "Delete it, or write rest."));
    return null;
  }

  private static Answers answers(YamlTree root) {
    var value = root.need("answers");
    var answers =
        Answers.valueOf(
            value.word(List.of("none", "queue", "rest", "mail")).toUpperCase(Locale.ROOT));
    if (answers == Answers.MAIL && root.find("smtp").isEmpty()) {
      value.problem("answers go by mail, but there is no server for them.", "Add \"smtp:\".");
    }
    return answers;
  }
}
