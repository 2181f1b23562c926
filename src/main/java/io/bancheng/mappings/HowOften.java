package io.bancheng.mappings;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How often somebody came, as people write it: 5, ５趟, 5次, 两次, 十二趟. */
final class HowOften {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final int MOST_DIGITS = 3;
  private static final Pattern WORDS = Pattern.compile("([一二两三四五六七八九])?(十)?([一二三四五六七八九])?");
  private static final String FROM_ONE = "一二三四五六七八九";
  private static final Map<String, Integer> ONES =
      IntStream.range(0, FROM_ONE.length())
          .boxed()
          .collect(Collectors.toMap(i -> FROM_ONE.substring(i, i + 1), i -> i + 1));

  private HowOften() {}

  /** The first number in the text, null if there is none below a thousand. */
  static Integer read(String text) {
    var digits = DIGITS.matcher(Words.narrow(text));
    if (digits.find()) {
      String number = digits.group();
      return number.length() > MOST_DIGITS ? null : Integer.valueOf(number);
    }
    var words = WORDS.matcher(text);
    while (words.find()) {
      if (!words.group().isEmpty()) {
        return number(words.group(1), words.group(2), words.group(3));
      }
    }
    return null;
  }

  private static int number(String before, String ten, String after) {
    int first = before == null ? 0 : ONES.getOrDefault(before, 2);
    int last = after == null ? 0 : ONES.get(after);
    return ten == null ? first : 10 * Math.max(first, 1) + last;
  }
}
