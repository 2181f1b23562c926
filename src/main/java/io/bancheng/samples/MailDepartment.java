package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department that has nothing but e-mail, as its clerk would work: reads the mailbox, answers by
 * a mail with the same subject and a word in 【】 on the first line.
 */
final class MailDepartment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailDepartment.class);
  private static final long LOOK_MILLIS = 500;
  private static final Pattern SUBJECT =
      Pattern.compile("\\[转办\\s+(\\d{18,19}-\\d+)\\s+[0-9a-f]+]\\s*(.*)");
  private static final Pattern LETTER = Pattern.compile("dept-([0-9a-f-]{36})@");

  private final Account account;
  private final SimulatedDepartment department;
  private final Clock clock;
  private final ScheduledFuture<?> looking;
  private final Map<String, String> subjects = new ConcurrentHashMap<>();

  /**
   * Its mailbox, and the server that takes its mails.
   *
   * @param own its own address
   * @param hub where answers go
   */
  record Account(Server imap, Server smtp, String user, String password, String own, String hub) {}

  /** A mail server on a line that nobody listens to. */
  record Server(String host, int port) {}

  MailDepartment(Account account, Script script, Clock clock, ScheduledExecutorService timer) {
    this.account = account;
    this.clock = clock;
    this.department = new SimulatedDepartment(script, clock, timer, this::answer);
    this.looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try (var store = Session.getInstance(new Properties()).getStore("imap")) {
      var server = account.imap();
      store.connect(server.host(), server.port(), account.user(), account.password());
      var inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      for (Message mail : inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
        mail.setFlag(Flags.Flag.SEEN, true);
        read((MimeMessage) mail);
      }
    } catch (MessagingException | IOException e) {
      LOG.warn("a sample department could not read its mail: {}", e.toString());
    }
  }

  private void read(MimeMessage mail) throws MessagingException, IOException {
    var subject = SUBJECT.matcher(mail.getSubject());
    var id = LETTER.matcher(String.valueOf(mail.getMessageID()));
    if (subject.find() && id.find()) {
      String assignment = subject.group(1);
      subjects.put(assignment, mail.getSubject());
      department.take(OfficeWords.letter(subject.group(2), assignment, id.group(1), text(mail)));
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof Multipart parts
        ? text(parts.getBodyPart(0))
        : String.valueOf(part.getContent());
  }

  /** What is no reply, a clerk writes without a word in 【】. */
  private void answer(String reply) {
    try {
      var said = OfficeWords.reply(reply);
      String about = said.map(r -> r.path("assignmentId").asText()).orElse("");
      var session = Session.getInstance(new Properties());
      var mail = new MimeMessage(session);
      mail.setFrom(new InternetAddress(account.own()));
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(account.hub()));
      mail.setSubject("回复: " + subject(about), "UTF-8");
      mail.setText(said.map(MailDepartment::words).orElse("已转科室，谢谢。"), "UTF-8");
      mail.setSentDate(Date.from(clock.instant()));
      mail.saveChanges();
      mail.setHeader("Message-ID", id(said.map(r -> r.path("idempotencyKey").asText()).orElse("")));
      send(session, mail);
    } catch (MessagingException e) {
      LOG.warn("a sample department could not send its mail: {}", e.toString());
    }
  }

  /** Another's assignment is a subject that the hub never wrote. */
  private String subject(String assignment) {
    return subjects.entrySet().stream()
        .filter(known -> assignment.isEmpty() || assignment.startsWith(known.getKey()))
        .map(known -> known.getValue().replace(known.getKey(), assignment(assignment, known)))
        .findFirst()
        .orElse("转办件");
  }

  private static String assignment(String asked, Map.Entry<String, String> known) {
    return asked.isEmpty() ? known.getKey() : asked;
  }

  /** A mail that is sent again is the same mail. */
  private static String id(String key) {
    var id =
        key.isEmpty()
            ? UUID.randomUUID()
            : UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return "<" + id + "@department>";
  }

  private void send(Session session, MimeMessage mail) throws MessagingException {
    try (var transport = session.getTransport("smtp")) {
      transport.connect(account.smtp().host(), account.smtp().port(), null, null);
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }

  private static String words(JsonNode reply) {
    var lines = new ArrayList<String>();
    lines.add("【" + OfficeWords.act(reply) + "】" + OfficeWords.text(reply));
    List.of(
            "结果：" + OfficeWords.result(reply),
            "原因：" + OfficeWords.reason(reply),
            "依据：" + reply.path("legalBasis").asText(),
            "答复群众：" + reply.path("publicReplyText").asText(),
            "建议单位：" + reply.path("suggestedDept").asText(),
            "联系时间：" + reply.path("contactedReporterAt").asText(),
            "经办人：" + reply.path("actor").asText(),
            "延期：" + reply.path("requestedWorkdays").asText())
        .forEach(line -> lines.add(line.endsWith("：") ? "" : line));
    lines.removeIf(String::isEmpty);
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    looking.cancel(false);
  }
}
