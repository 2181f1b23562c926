package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A name in a part's head: bytes, and the charset that stands beside them, null where none does.
 */
record EncodedText(byte[] bytes, Charset charset) {
  private static final Pattern WORD =
      Pattern.compile("=\\?([\\w.:-]{1,40})(?:\\*[\\w-]*)?\\?([BbQq])\\?([^?]*)\\?=");
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** {@code UTF-8''%E7%94%B2.pdf} (RFC 5987). */
  static EncodedText extended(String value) {
    var pieces = value.split("'", 3);
    return pieces.length == 3 && !pieces[0].isEmpty()
        ? new EncodedText(unescaped(pieces[2], '%'), SourceText.named(pieces[0]))
        : new EncodedText(unescaped(value, '%'), null);
  }

  /** Plain bytes, or encoded words (RFC 2047) as some programs put them there. */
  static EncodedText words(byte[] plain) {
    var word = WORD.matcher(new String(plain, StandardCharsets.ISO_8859_1));
    if (!word.lookingAt()) {
      return new EncodedText(plain, null);
    }
    var charset = SourceText.named(word.group(1));
    var bytes = new ByteArrayOutputStream();
    do {
      bytes.writeBytes(word(word.group(2), word.group(3)));
    } while (word.find());
    return new EncodedText(bytes.toByteArray(), charset);
  }

  /** The text, in its own charset or else in this one. */
  String text(Charset otherwise) {
    return SourceText.decode(bytes, charset == null ? otherwise : charset);
  }

  /**
   * A name that is nothing but a name: where it is not in its charset, UTF-8 and GB18030 are tried;
   * null if it is in none of them.
   */
  String anyText(Charset otherwise) {
    for (Charset likely :
        new Charset[] {charset == null ? otherwise : charset, StandardCharsets.UTF_8, GB18030}) {
      try {
        return SourceText.decode(bytes, likely);
      } catch (Unacceptable e) {
        continue;
      }
    }
    return null;
  }

  private static byte[] word(String encoding, String text) {
    try {
      return encoding.equalsIgnoreCase("B")
          ? Base64.getMimeDecoder().decode(text)
          : unescaped(text.replace('_', ' '), '=');
    } catch (IllegalArgumentException e) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] unescaped(String text, char sign) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
      int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
      boolean escaped = text.charAt(at) == sign && high >= 0 && low >= 0;
      bytes.write(escaped ? high << 4 | low : text.charAt(at));
      at += escaped ? 2 : 0;
    }
    return bytes.toByteArray();
  }
}
