package io.bancheng.mappings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** One part of a multipart form: a field, or a document if it has a file name. */
final class FormPart {
  private final PartHead head;
  private final EncodedText name;
  private final EncodedText fileName;
  private final byte[] content;

  /**
   * A part.
   *
   * @param at how many bytes lie before it
   */
  FormPart(int at, PartHead head, byte[] content) {
    this.head = head;
    this.name = head.parameter("name");
    this.fileName = head.parameter("filename");
    this.content = plain(at, content);
    if (name == null && fileName == null) {
      throw refusal("A part without a name", at);
    }
    if (head.line("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw refusal("A multipart inside a part", at);
    }
  }

  /** Whether it is a document; a browser sends an empty one where none was chosen. */
  boolean document() {
    return fileName != null && (fileName.bytes().length > 0 || content.length > 0);
  }

  boolean field() {
    return fileName == null;
  }

  boolean is(String word) {
    return field() && new String(name.bytes(), StandardCharsets.ISO_8859_1).equals(word);
  }

  byte[] content() {
    return content;
  }

  String name(Charset charset) {
    return name.text(charset);
  }

  /** The document's name, null if it cannot be read: a document is taken without one too. */
  String fileName(Charset charset) {
    return fileName.anyText(charset);
  }

  /** The field's text, in the part's own charset or else the form's. */
  String text(Charset charset) {
    return SourceText.decode(
        content, SourceText.declared(head.line("content-type")).orElse(charset));
  }

  private byte[] plain(int at, byte[] bytes) {
    String encoding = head.line("content-transfer-encoding").toLowerCase(Locale.ROOT);
    try {
      return switch (encoding) {
        case "", "7bit", "8bit", "binary" -> bytes;
        case "base64" -> Base64.getMimeDecoder().decode(bytes);
        default -> throw refusal("A part in another transfer encoding than base64", at);
      };
    } catch (IllegalArgumentException e) {
      throw refusal("A part that is not base64 as it says", at);
    }
  }

  private static RuntimeException refusal(String why, int at) {
    return ReadingLimits.refusal(why + " at byte " + (at + 1));
  }
}
