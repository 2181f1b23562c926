package io.bancheng.mappings;

import io.bancheng.canonical.Enclosure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of one mail, sorted: text, HTML as text, documents, and what a delivery report says. At
 * most 64 parts in at most eight layers, counted before they are taken apart.
 */
final class MailParts {
  private static final int MOST_PARTS = 64;
  private static final int MOST_LAYERS = 8;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_CONTENT = 20_000;
  private static final Pattern META_CHARSET =
      Pattern.compile("<meta[^>]+charset\\s*=\\s*[\"']?([\\w-]+)", Pattern.CASE_INSENSITIVE);

  private final List<String> texts = new ArrayList<>();
  private final List<String> htmls = new ArrayList<>();
  private final Map<String, Object> report = new LinkedHashMap<>();
  private final ReadingLimits limits;
  private final Documents documents;
  private int parts;

  private MailParts(ReadingLimits limits) {
    this.limits = limits;
    this.documents = new Documents(limits);
  }

  static MailParts of(MimeMessage mail, ReadingLimits limits) throws MessagingException {
    var sorted = new MailParts(limits);
    try {
      sorted.sort(mail, 1);
    } catch (IOException e) {
      throw SourceMail.unreadable("A part of the mail cannot be read");
    }
    return sorted;
  }

  String text() {
    return String.join("\n", texts).strip();
  }

  String html() {
    return String.join("\n", htmls).strip();
  }

  /** The text as far as a case can hold it; all of it goes along as a document if it is longer. */
  String cut(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST_CONTENT) {
      return text;
    }
    documents.add("正文.txt", text.getBytes(StandardCharsets.UTF_8));
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_CONTENT));
  }

  /** What came back and why; empty if it is no report. */
  Map<String, Object> report() {
    return report;
  }

  List<Enclosure> documents() {
    return documents.all();
  }

  private void sort(MimePart part, int layer) throws MessagingException, IOException {
    var type = type(part);
    if (++parts > MOST_PARTS) {
      throw SourceMail.unreadable("More than " + MOST_PARTS + " parts");
    }
    if (type.getPrimaryType().equals("multipart") && type.getParameter("boundary") != null) {
      if (type.getSubType().equals("report")) {
        report.put("type", reportType(type));
      }
      several(part, type, layer);
    } else if (!report.isEmpty() && about(type)) {
      MailReport.read(type.getBaseType(), decoded(part, LONGEST_TEXT), report);
    } else if (type.getPrimaryType().equals("text") && !attached(part)) {
      words(part, type);
    } else {
      documents.add(name(part, type), decoded(part, limits.attachment()));
    }
  }

  private void several(MimePart part, ContentType type, int layer)
      throws MessagingException, IOException {
    if (layer == MOST_LAYERS) {
      throw SourceMail.unreadable("More than " + MOST_LAYERS + " layers of parts");
    }
    byte[] raw = raw(part).readAllBytes();
    if (pieces(raw, type.getParameter("boundary")) > MOST_PARTS + 1) {
      throw SourceMail.unreadable("More than " + MOST_PARTS + " parts");
    }
    var inside = new MimeMultipart(new ByteArrayDataSource(raw, type.toString()));
    for (int i = 0; i < inside.getCount(); i++) {
      sort((MimeBodyPart) inside.getBodyPart(i), layer + 1);
    }
  }

  private void words(MimePart part, ContentType type) throws MessagingException, IOException {
    byte[] bytes = decoded(part, LONGEST_TEXT);
    String charset = type.getParameter("charset");
    if (type.getSubType().equals("html")) {
      htmls.add(HtmlText.of(SomeText.read(bytes, charset == null ? meta(bytes) : charset)));
    } else {
      String text = SomeText.read(bytes, charset).replace("\r\n", "\n");
      boolean flowed = "flowed".equalsIgnoreCase(type.getParameter("format"));
      texts.add(flowed ? FlowedText.joined(text, type.getParameter("delsp")) : text);
    }
  }

  /** How many lines begin as the boundary does. */
  private static int pieces(byte[] raw, String boundary) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    String line = "--" + boundary;
    int found = text.startsWith(line) ? 1 : 0;
    for (int at = text.indexOf("\n" + line); at >= 0; at = text.indexOf("\n" + line, at + 1)) {
      found++;
    }
    return found;
  }

  private static byte[] decoded(MimePart part, int most) throws MessagingException, IOException {
    byte[] bytes;
    try (InputStream in = part.getInputStream()) {
      bytes = in.readNBytes(most + 1);
    } catch (IOException e) {
      String text = new String(raw(part).readAllBytes(), StandardCharsets.ISO_8859_1);
      boolean base64 = "base64".equalsIgnoreCase(part.getEncoding());
      bytes = base64 ? EncodedWords.base64(text) : text.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (bytes.length > most) {
      throw SourceMail.unreadable("A part larger than " + (most >> 20) + " MiB");
    }
    return bytes;
  }

  private static InputStream raw(MimePart part) throws MessagingException {
    return part instanceof MimeMessage mail
        ? mail.getRawInputStream()
        : ((MimeBodyPart) part).getRawInputStream();
  }

  private static boolean attached(MimePart part) throws MessagingException {
    String disposition = part.getHeader("Content-Disposition", null);
    return disposition != null
        && (disposition.strip().toLowerCase(Locale.ROOT).startsWith("attachment")
            || FileName.in(disposition) != null);
  }

  private static String name(MimePart part, ContentType type) throws MessagingException {
    String name = FileName.in(after(part.getHeader("Content-Disposition", null)));
    String other = name == null ? FileName.in(after(part.getHeader("Content-Type", null))) : name;
    return other == null && type.match("message/rfc822") ? "邮件.eml" : other;
  }

  /** The parameters behind the first semicolon. */
  private static String after(String header) {
    int at = header == null ? -1 : header.indexOf(';');
    return at < 0 ? null : header.substring(at);
  }

  private static ContentType type(MimePart part) throws MessagingException {
    String header = part.getHeader("Content-Type", null);
    try {
      return new ContentType(header == null ? "text/plain" : small(header));
    } catch (ParseException e) {
      return lenient(header);
    }
  }

  /** The type of a header whose parameters are not well formed. */
  private static ContentType lenient(String header) throws ParseException {
    String bare = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    var type =
        new ContentType(bare.matches("[\\w.+-]+/[\\w.+-]+") ? bare : "application/octet-stream");
    for (String name : List.of("charset", "boundary")) {
      var value = Pattern.compile("(?i)" + name + "\\s*=\\s*\"?([^\";\\s]+)").matcher(header);
      if (value.find()) {
        type.setParameter(name, value.group(1));
      }
    }
    return type;
  }

  private static String small(String header) {
    int end = header.indexOf(';') < 0 ? header.length() : header.indexOf(';');
    return header.substring(0, end).toLowerCase(Locale.ROOT) + header.substring(end);
  }

  private static String reportType(ContentType type) {
    String named = type.getParameter("report-type");
    return named == null ? "unknown" : named.toLowerCase(Locale.ROOT);
  }

  private static boolean about(ContentType type) {
    return type.match("message/delivery-status")
        || type.match("message/global-delivery-status")
        || type.match("message/rfc822")
        || type.match("message/global")
        || type.match("text/rfc822-headers");
  }

  private static String meta(byte[] html) {
    String start = new String(html, 0, Math.min(html.length, 4096), StandardCharsets.ISO_8859_1);
    var charset = META_CHARSET.matcher(start);
    return charset.find() ? charset.group(1) : null;
  }
}
