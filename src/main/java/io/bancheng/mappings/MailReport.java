package io.bancheng.mappings;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a delivery status notification (RFC 3464) says: whom a mail did not reach, why, and which
 * mail that was. Of several recipients the first that failed counts.
 */
final class MailReport {
  private static final Pattern OURS =
      Pattern.compile("(out-\\d{18,19}|dept-[0-9a-f-]{36})[\\w.-]*@[\\w.-]+");
  private static final Pattern SUBJECT = Pattern.compile("\\[办不成事 \\d{18,19}]");
  private static final String FAILED = "failed";

  private MailReport() {}

  /** Adds what one part of the report says. */
  static void read(String mediaType, byte[] content, Map<String, Object> report) {
    try {
      if (mediaType.toLowerCase(Locale.ROOT).endsWith("delivery-status")) {
        status(content, report);
      } else {
        original(headers(content), report);
      }
    } catch (MessagingException e) {
      throw SourceMail.unreadable("A delivery report that cannot be read");
    }
  }

  /** A returned mail without any form, as far as it names a mail of ours. */
  static Map<String, Object> informal(String text) {
    var report = new LinkedHashMap<String, Object>();
    report.put("type", "delivery-status");
    var id = OURS.matcher(text);
    var subject = SUBJECT.matcher(text);
    if (id.find()) {
      report.put("messageId", id.group());
    }
    if (subject.find()) {
      report.put("subject", subject.group());
    }
    if (report.size() > 1) {
      report.put("action", FAILED);
    }
    return report;
  }

  private static void status(byte[] content, Map<String, Object> report) throws MessagingException {
    String text = new String(content, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    for (String group : text.split("\n\\s*\n")) {
      var fields = headers(group.strip().getBytes(StandardCharsets.ISO_8859_1));
      String action = fields.getHeader("Action", null);
      boolean better =
          FAILED.equalsIgnoreCase(trimmed(action)) && !FAILED.equals(report.get("action"));
      if (action != null && (better || !report.containsKey("action"))) {
        report.keySet().removeAll(List.of("status", "recipient", "diagnostic"));
        report.put("action", trimmed(action).toLowerCase(Locale.ROOT));
        put(report, "status", trimmed(fields.getHeader("Status", null)));
        put(report, "recipient", recipient(fields));
        put(report, "diagnostic", EncodedWords.decode(fields.getHeader("Diagnostic-Code", null)));
      }
    }
  }

  private static void original(InternetHeaders headers, Map<String, Object> report) {
    String id = headers.getHeader("Message-ID", null);
    put(report, "messageId", id == null ? null : id.replaceAll("[<>\\s]", ""));
    put(report, "subject", EncodedWords.decode(headers.getHeader("Subject", null)));
  }

  /** {@code rfc822;fang@example.com} without its kind. */
  private static String recipient(InternetHeaders fields) {
    String named = fields.getHeader("Original-Recipient", null);
    String any = named == null ? fields.getHeader("Final-Recipient", null) : named;
    return any == null ? null : any.substring(any.indexOf(';') + 1).replaceAll("[<>\\s]", "");
  }

  private static InternetHeaders headers(byte[] content) throws MessagingException {
    return new InternetHeaders(new ByteArrayInputStream(content));
  }

  private static String trimmed(String text) {
    return text == null ? null : text.strip();
  }

  private static void put(Map<String, Object> report, String name, String value) {
    if (value != null && !value.isBlank()) {
      report.putIfAbsent(name, value);
    }
  }
}
