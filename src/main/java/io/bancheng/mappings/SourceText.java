package io.bancheng.mappings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of a message as text. A byte order mark goes before a declared charset, and that before
 * UTF-8. Whoever declares GB2312 or GBK is read as GB18030, which contains both; nothing malformed
 * is ever replaced.
 */
final class SourceText {
  private static final Pattern PARAMETER = Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)");
  private static final Pattern CHINESE =
      Pattern.compile("gb.*|x-gbk|euc[_-]?cn|(cp|ms|windows-)936");
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String MARK = "\uFEFF";

  private SourceText() {}

  /** The text, by its mark, by the charset in the content type, else as UTF-8. */
  static String read(byte[] raw, String contentType) {
    return decode(raw, marked(raw).or(() -> declared(contentType)).orElse(StandardCharsets.UTF_8));
  }

  /** The text without its mark; malformed bytes are unreadable, with the place of the first. */
  static String decode(byte[] raw, Charset charset) {
    var bytes = ByteBuffer.wrap(raw);
    try {
      var chars =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes);
      String text = chars.toString();
      return text.startsWith(MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ReadingLimits.refusal("Not text in " + charset + " at byte " + (bytes.position() + 1));
    }
  }

  /** The charset that a byte order mark stands for. */
  static Optional<Charset> marked(byte[] raw) {
    int first = raw.length < 2 ? 0 : (raw[0] & 0xFF) << 8 | raw[1] & 0xFF;
    return switch (first) {
      case 0xEFBB -> Optional.of(StandardCharsets.UTF_8);
      case 0xFEFF, 0xFFFE -> Optional.of(StandardCharsets.UTF_16);
      default -> Optional.empty();
    };
  }

  /** The charset of a content type, which may be null; an unknown one is unreadable. */
  static Optional<Charset> declared(String contentType) {
    var named = PARAMETER.matcher(contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
    return named.find() ? Optional.of(named(named.group(1))) : Optional.empty();
  }

  /** The charset of that name; an unknown one is unreadable. */
  static Charset named(String name) {
    try {
      boolean chinese = CHINESE.matcher(name.toLowerCase(Locale.ROOT)).matches();
      return chinese ? GB18030 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw ReadingLimits.refusal("Unknown charset declared");
    }
  }

  /** The text, if every byte of it fits the charset. */
  static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
