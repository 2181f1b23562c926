package io.bancheng.mappings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code multipart/form-data} body (RFC 7578): parts with a file name are documents, all others
 * fields. It must be whole: one whose last boundary is missing was cut off on its way.
 */
final class MultipartForm {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;,\"]{1,200}))", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_HEAD = 8 << 10;

  private final byte[] raw;
  private final ReadingLimits limits;
  private byte[] delimiter;

  MultipartForm(byte[] raw, ReadingLimits limits) {
    limits.admit(raw, limits.multipart());
    this.raw = raw;
    this.limits = limits;
  }

  /**
   * The fields and documents.
   *
   * @throws io.bancheng.canonical.Unacceptable UNREADABLE, with the place in bytes
   */
  Source read(String contentType) {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw ReadingLimits.refusal("A multipart form whose content type names no boundary");
    }
    String word = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    delimiter = ("--" + word).getBytes(StandardCharsets.ISO_8859_1);
    var parts = parts();
    byte[] named =
        parts.stream()
            .filter(part -> part.is(SourceForm.CHARSET_FIELD))
            .map(FormPart::content)
            .findFirst()
            .orElse(null);
    return source(parts, SourceForm.charset(contentType, named));
  }

  private Source source(List<FormPart> parts, Charset charset) {
    var fields = new FormFields(limits);
    var documents = new Documents(limits);
    for (FormPart part : parts) {
      if (part.document()) {
        documents.add(part.fileName(charset), part.content());
      } else if (part.field() && !part.is(SourceForm.CHARSET_FIELD)) {
        fields.add(part.name(charset), part.text(charset));
      }
    }
    return new Source(fields.byName(), documents.all());
  }

  private List<FormPart> parts() {
    var parts = new ArrayList<FormPart>();
    int line = boundary(0);
    while (!last(line)) {
      int from = lineEnd(line);
      int next = boundary(from);
      if (parts.size() == limits.fields()) {
        throw ReadingLimits.refusal("More than " + limits.fields() + " parts");
      }
      parts.add(part(from, beforeLineBreak(from, next)));
      line = next;
    }
    return parts;
  }

  private FormPart part(int from, int to) {
    int line = from;
    while (line < to && !blank(line)) {
      line = lineEnd(line);
      if (line - from > LONGEST_HEAD) {
        throw ReadingLimits.refusal("A part's head longer than 8 KiB at byte " + (from + 1));
      }
    }
    int content = Math.min(lineEnd(line), to);
    String head = new String(raw, from, Math.min(line, to) - from, StandardCharsets.ISO_8859_1);
    return new FormPart(
        from, new PartHead(head), Arrays.copyOfRange(raw, content, Math.max(content, to)));
  }

  /** Where the next line begins that is a boundary. */
  private int boundary(int from) {
    for (int line = from; line < raw.length; line = lineEnd(line)) {
      if (delimits(line)) {
        return line;
      }
    }
    throw ReadingLimits.refusal("The form ends before its last boundary");
  }

  private boolean delimits(int line) {
    int end = line + delimiter.length;
    if (end > raw.length || !Arrays.equals(raw, line, end, delimiter, 0, delimiter.length)) {
      return false;
    }
    return last(line) || rest(end).isBlank();
  }

  private boolean last(int line) {
    int end = line + delimiter.length;
    return end + 1 < raw.length && raw[end] == '-' && raw[end + 1] == '-';
  }

  private String rest(int from) {
    int to = Math.min(lineEnd(from), from + 100);
    return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, raw.length);
  }

  private boolean blank(int line) {
    return raw[line] == '\n' || raw[line] == '\r' && line + 1 < raw.length && raw[line + 1] == '\n';
  }

  private int beforeLineBreak(int from, int boundary) {
    int to = boundary - 1;
    if (to > from && raw[to - 1] == '\r') {
      to--;
    }
    return Math.max(from, to);
  }
}
