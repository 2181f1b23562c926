package io.bancheng.mappings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text of a mail, whose declared charset is often missing or wrong: GB18030 under the name of its
 * small ancestor gb2312, UTF-8 under none. It is always read; what fits no charset is replaced.
 */
final class SomeText {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private SomeText() {}

  /**
   * The text.
   *
   * @param declared as the sender says, null if it does not
   */
  static String read(byte[] bytes, String declared) {
    String text = readable(bytes, declared == null ? "" : declared.toLowerCase(Locale.ROOT));
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String readable(byte[] bytes, String declared) {
    var utf8 = SourceText.strictly(bytes, StandardCharsets.UTF_8);
    if (ascii(bytes) && !declared.startsWith("iso-2022")) {
      return utf8.orElse("");
    }
    if (declared.startsWith("gb") || declared.endsWith("gbk") || declared.endsWith("936")) {
      return utf8.filter(SomeText::han)
          .or(() -> SourceText.strictly(bytes, GB18030))
          .orElseGet(gb(bytes));
    }
    if (declared.isEmpty() || declared.equals("us-ascii") || declared.startsWith("utf-8")) {
      return utf8.or(() -> SourceText.strictly(bytes, GB18030)).orElseGet(utf8(bytes));
    }
    if (declared.startsWith("iso-8859") || declared.startsWith("windows-125")) {
      return utf8.or(() -> SourceText.strictly(bytes, GB18030).filter(SomeText::mostlyHan))
          .orElseGet(() -> new String(bytes, known(declared)));
    }
    return SourceText.strictly(bytes, known(declared))
        .or(() -> utf8)
        .or(() -> SourceText.strictly(bytes, GB18030))
        .orElseGet(utf8(bytes));
  }

  private static java.util.function.Supplier<String> gb(byte[] bytes) {
    return () -> new String(bytes, GB18030);
  }

  private static java.util.function.Supplier<String> utf8(byte[] bytes) {
    return () -> new String(bytes, StandardCharsets.UTF_8);
  }

  private static Charset known(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean han(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic);
  }

  /** Western text read as GB18030 gives some rare characters, Chinese text gives little else. */
  private static boolean mostlyHan(String text) {
    long foreign = text.codePoints().filter(c -> c > 127).count();
    return text.codePoints().filter(Character::isIdeographic).count() * 10 >= foreign * 7;
  }
}
