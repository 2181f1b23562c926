package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.HubConfig;
import io.bancheng.config.MailDepartment;
import io.bancheng.mappings.DepartmentMail;
import io.bancheng.security.OutsideSecrets;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the mails in the mailboxes for departments: finds out which department answers which
 * assignment, and tells a sender whose answer was not taken, once.
 */
public final class DepartmentPost {
  private static final Logger LOG = LoggerFactory.getLogger(DepartmentPost.class);

  private final Reader reader;
  private final OutsideSecrets secrets;
  private final ReplyCode codes;
  private final MailEnclosures enclosures;
  private final Clock clock;

  DepartmentPost(Reader reader, OutsideSecrets secrets, Writing writing, Clock clock) {
    this.reader = reader;
    this.secrets = secrets;
    this.codes = writing.codes();
    this.enclosures = writing.enclosures();
    this.clock = clock;
  }

  /** What mails to departments are written with. */
  record Writing(ReplyCode codes, MailEnclosures enclosures) {}

  /**
   * A mail, opened.
   *
   * @param message the mail as a message of the department whose code it has, null if none follows
   * @param returned the letter that came back with it, null if none did
   * @param why why nothing follows, or why the letter came back
   */
  public record Opened(InboundMessage message, String returned, String why) {}

  /**
   * What a sender is told.
   *
   * @param key the same for all that is told about that assignment, or to that department, in a day
   */
  public record Notice(DepartmentId department, String key, String caseNo, OutgoingMail mail) {}

  /**
   * Opens a mail.
   *
   * @throws Unacceptable UNREADABLE, or UNKNOWN_SENDER if it has no code that the hub made
   */
  public Opened open(InboundMessage kept, HubConfig config) {
    var mail = mail(kept, config);
    if (mail.returned() != null) {
      return new Opened(null, mail.returned(), mail.why());
    }
    if (mail.automatic()) {
      return new Opened(null, null, "An automatic mail.");
    }
    var owner =
        owner(mail, kept, config)
            .orElseThrow(
                () ->
                    new Unacceptable(
                        Unacceptable.Kind.UNKNOWN_SENDER,
                        "The subject has no code of an assignment that this mailbox serves."));
    return new Opened(kept.from("department." + owner.dotted()), null, null);
  }

  /**
   * Whom to tell that a mail was not taken: its sender, if the hub knows him and he is no robot.
   */
  public List<Notice> notices(InboundMessage kept, Exception refusal, HubConfig config) {
    try {
      var mail = mail(kept, config);
      boolean silent = mail.automatic() || mail.toldBefore() || mail.from() == null;
      return silent
          ? List.of()
          : owner(mail, kept, config)
              .or(() -> writer(mail, kept, config))
              .map(d -> notice(d, mail, Unacceptable.in(refusal), config))
              .stream()
              .toList();
    } catch (Unacceptable e) {
      return List.of();
    }
  }

  /**
   * Sends what a sender is told. A server that is away costs the notice, not the mail it is about.
   */
  public void tell(Notice notice, HubConfig config) throws MessagingException {
    var settings = settings(notice.department(), config).orElseThrow();
    String system = "department." + notice.department().dotted();
    String password =
        settings.smtp().user().isPresent() ? secrets.need(system, MailSystem.ACCESS) : null;
    new MailPost(settings.smtp(), password).send(notice.mail(), clock.instant());
    LOG.info("{}: a sender was told that an answer was not taken", system);
  }

  private Notice notice(DepartmentId id, DepartmentMail mail, Unacceptable why, HubConfig config) {
    var domain = settings(id, config).orElseThrow().smtp().domain();
    var writer = new DepartmentMailWriter(id, domain, codes, enclosures);
    boolean known = owned(id, mail);
    var day = LocalDate.ofInstant(clock.instant(), CanonicalJson.ZONE);
    String about = known ? mail.about() : "";
    return new Notice(
        id,
        "told:" + about + ":" + day,
        known ? about.substring(0, about.lastIndexOf('-')) : "",
        writer.refusal(
            new DepartmentMailWriter.Answer(mail.from(), mail.messageId(), about),
            why.kind().name(),
            config));
  }

  private boolean owned(DepartmentId id, DepartmentMail mail) {
    return mail.about() != null && codes.owner(mail.code(), mail.about(), List.of(id)).isPresent();
  }

  private Optional<DepartmentId> owner(DepartmentMail mail, InboundMessage kept, HubConfig config) {
    return mail.about() == null
        ? Optional.empty()
        : codes.owner(mail.code(), mail.about(), sharing(kept, config).keySet());
  }

  /** The department whose own address wrote the mail. */
  private static Optional<DepartmentId> writer(
      DepartmentMail mail, InboundMessage kept, HubConfig config) {
    return sharing(kept, config).entrySet().stream()
        .filter(d -> d.getValue().to().equalsIgnoreCase(mail.from()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The departments whose mailbox it lay in. */
  private static Map<DepartmentId, MailDepartment> sharing(InboundMessage kept, HubConfig config) {
    var box = settings(DepartmentId.parse(kept.sender()), config).map(MailDepartment::mailbox);
    return config.connections().keySet().stream()
        .filter(id -> settings(id, config).map(MailDepartment::mailbox).equals(box))
        .filter(id -> settings(id, config).isPresent())
        .collect(Collectors.toMap(id -> id, id -> settings(id, config).orElseThrow()));
  }

  private static Optional<MailDepartment> settings(DepartmentId id, HubConfig config) {
    return Optional.ofNullable(config.connections().get(id))
        .map(DepartmentConnection::settings)
        .filter(MailDepartment.class::isInstance)
        .map(MailDepartment.class::cast);
  }

  private DepartmentMail mail(InboundMessage kept, HubConfig config) {
    return DepartmentMail.read(kept.raw(), reader.mappings(config).limits());
  }
}
