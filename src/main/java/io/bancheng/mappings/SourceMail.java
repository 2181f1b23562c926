package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Unacceptable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.text.ParseException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A mail (RFC 5322, MIME) as a tree: who wrote it, what the head says that matters, the text, the
 * same in HTML as text, and what a returned mail (RFC 3464) was about. Attached files become
 * documents. Nothing that is merely odd is refused; only what is larger or deeper than a letter.
 */
final class SourceMail {
  private static final int LONGEST_HEAD = 256 << 10;
  private static final Session SESSION = session();
  private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");
  private static final Pattern REPLY =
      Pattern.compile("(re|回复|答复|回覆|答覆)\\s*[:：].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MAIL_SYSTEM = Pattern.compile("(?i)(mailer-daemon|postmaster)@.*");

  private final MimeMessage mail;
  private final byte[] raw;
  private final Map<String, Object> tree = new LinkedHashMap<>();

  private SourceMail(byte[] raw) throws MessagingException {
    this.raw = raw;
    this.mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
  }

  /**
   * Reads a mail.
   *
   * @throws Unacceptable UNREADABLE if it is no mail, or more of one than the hub takes
   */
  static Source read(byte[] raw, ReadingLimits limits) {
    limits.admit(raw, limits.multipart());
    if (headOf(raw) > LONGEST_HEAD) {
      throw unreadable("The head is longer than 256 KiB");
    }
    try {
      return new SourceMail(raw).source(limits);
    } catch (MessagingException e) {
      throw unreadable("Not a mail");
    }
  }

  private Source source(ReadingLimits limits) throws MessagingException {
    if (mail.getHeader("From") == null && mail.getHeader("Date") == null) {
      throw unreadable("Not a mail: neither From nor Date");
    }
    people();
    head();
    var parts = MailParts.of(mail, limits);
    put("text", parts.cut(own(parts.text())));
    put("html", parts.text().isEmpty() ? parts.cut(own(parts.html())) : own(parts.html()));
    put("report", report(parts));
    put("attachments", names(parts.documents()));
    return new Source(tree, parts.documents());
  }

  private static List<String> names(List<Enclosure> documents) {
    return documents.stream().map(d -> d.name() == null ? "未命名" : d.name()).toList();
  }

  private void people() throws MessagingException {
    String from = mail.getHeader("From", ",");
    var sender = addresses(from).stream().findFirst().orElse(null);
    put("from", sender);
    put("fromName", sender == null ? null : nameBefore(from, sender));
    put("to", addresses(mail.getHeader("To", ",")));
  }

  private void head() throws MessagingException {
    put("subject", EncodedWords.decode(mail.getHeader("Subject", null)));
    String id = id("Message-ID");
    put("messageId", id == null ? Sha256.hex(raw) : id);
    put("date", date());
    put("inReplyTo", id("In-Reply-To"));
    put("references", ids("References"));
    put("autoSubmitted", word("Auto-Submitted"));
    put("precedence", word("Precedence"));
    put("autoResponseSuppress", word("X-Auto-Response-Suppress"));
    put("listId", word("List-Id"));
    put("returnPath", word("Return-Path"));
  }

  /** A returned mail; one that a mail system sends in no particular form counts as one, too. */
  private Map<String, Object> report(MailParts parts) {
    boolean informal =
        parts.report().isEmpty() && MAIL_SYSTEM.matcher(String.valueOf(tree.get("from"))).matches();
    return informal ? MailReport.informal(parts.text() + "\n" + parts.html()) : parts.report();
  }

  /** The reply without the mail it answers. */
  private String own(String text) {
    boolean reply =
        tree.containsKey("inReplyTo")
            || tree.containsKey("references")
            || REPLY.matcher(String.valueOf(tree.get("subject"))).matches();
    return reply ? QuotedHistory.without(text) : text;
  }

  private String date() throws MessagingException {
    var written = time(mail.getHeader("Date", null));
    if (written != null) {
      return written;
    }
    String received = mail.getHeader("Received", null) == null ? "" : mail.getHeader("Received")[0];
    return time(received.substring(received.lastIndexOf(';') + 1));
  }

  private static String time(String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    try {
      var instant = new MailDateFormat().parse(header.strip()).toInstant();
      OffsetDateTime time = instant.atZone(CanonicalJson.ZONE).toOffsetDateTime();
      return LocalTimes.write(time.truncatedTo(ChronoUnit.SECONDS));
    } catch (ParseException e) {
      return null;
    }
  }

  private static List<String> addresses(String header) {
    try {
      return header == null
          ? List.of()
          : Arrays.stream(InternetAddress.parseHeader(header, false))
              .map(InternetAddress::getAddress)
              .filter(a -> a != null && a.indexOf('@') > 0)
              .toList();
    } catch (AddressException e) {
      return List.of();
    }
  }

  /** The name that stands before the address; an address that is given as a name is none. */
  private static String nameBefore(String header, String address) {
    int at = header.indexOf("<" + address + ">");
    String before = at < 0 ? "" : header.substring(0, at).strip();
    String bare = before.replaceAll("^[\"']+|[\"']+$", "").replace("\\\"", "\"");
    String name = EncodedWords.decode(bare).replaceAll("^[\"']+|[\"']+$", "").strip();
    return name.isEmpty() || name.contains("@") ? null : name;
  }

  private String id(String header) throws MessagingException {
    var all = ids(header);
    return all.isEmpty() ? null : all.get(0);
  }

  private List<String> ids(String header) throws MessagingException {
    String value = mail.getHeader(header, " ");
    return value == null ? List.of() : ID.matcher(value).results().map(id -> id.group(1)).toList();
  }

  /** The first word of a header, in small letters. */
  private String word(String header) throws MessagingException {
    String value = mail.getHeader(header, ",");
    return value == null ? null : value.strip().split("[;,\\s]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private void put(String name, Object value) {
    boolean nothing =
        value == null
            || value instanceof String text && text.isBlank()
            || value instanceof List<?> list && list.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    if (!nothing) {
      tree.put(name, value);
    }
  }

  /** How long the head is: up to the first blank line. */
  private static int headOf(byte[] raw) {
    int lineFrom = 0;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '\n') {
        if (i - lineFrom <= 1 && (i == lineFrom || raw[lineFrom] == '\r')) {
          return i;
        }
        lineFrom = i + 1;
      }
    }
    return raw.length;
  }

  private static Session session() {
    var lenient = new Properties();
    lenient.setProperty("mail.mime.address.strict", "false");
    return Session.getInstance(lenient);
  }

  static Unacceptable unreadable(String why) {
    return new Unacceptable(Unacceptable.Kind.UNREADABLE, why);
  }
}
