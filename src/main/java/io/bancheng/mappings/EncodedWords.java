package io.bancheng.mappings;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header text as people read it (RFC 2047). Neighbouring encoded words are joined before they are
 * decoded, because mail programs cut characters in two; bare bytes are read as best they can be.
 */
final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s*]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");
  private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
  private String charset;

  private EncodedWords() {}

  /**
   * The header's text.
   *
   * @param raw as it stands in the message, one character per byte; may be folded
   */
  static String decode(String raw) {
    return raw == null ? null : new EncodedWords().read(FOLD.matcher(raw).replaceAll("")).strip();
  }

  private String read(String raw) {
    Matcher word = WORD.matcher(raw);
    int from = 0;
    while (word.find()) {
      String between = raw.substring(from, word.start());
      boolean neighbours = charset != null && between.isBlank();
      if (!neighbours || !charset.equalsIgnoreCase(word.group(1))) {
        flush();
      }
      if (!neighbours) {
        plain(between);
      }
      charset = word.group(1);
      joined.writeBytes(bytes(word.group(2), word.group(3)));
      from = word.end();
    }
    flush();
    plain(raw.substring(from));
    return out.toString();
  }

  private void flush() {
    if (charset != null) {
      out.append(SomeText.read(joined.toByteArray(), charset));
      joined.reset();
      charset = null;
    }
  }

  private void plain(String text) {
    out.append(SomeText.read(text.getBytes(StandardCharsets.ISO_8859_1), null));
  }

  private static byte[] bytes(String encoding, String word) {
    return encoding.equalsIgnoreCase("b") ? base64(word) : quoted(word);
  }

  /** What of it is Base64; a mail program's wrong padding is no reason to lose a subject. */
  static byte[] base64(String word) {
    String letters = word.replaceAll("[^A-Za-z0-9+/]", "");
    int usable = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
    return Base64.getDecoder().decode(letters.substring(0, usable));
  }

  private static byte[] quoted(String word) {
    return escaped(word.replace('_', ' '), '=');
  }

  /** Bytes in which some are written as an escape character and two hexadecimal digits. */
  static byte[] escaped(String text, char escape) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      int value = text.charAt(i) == escape ? hex(text, i + 1) : -1;
      bytes.write(value < 0 ? text.charAt(i) : value);
      i += value < 0 ? 0 : 2;
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
