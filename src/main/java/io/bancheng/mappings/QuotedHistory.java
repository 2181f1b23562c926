package io.bancheng.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the quoted history out of a reply, so that a case says what its reporter says now. Where
 * nothing would be left, as in a mail that is only passed on, everything stays.
 */
final class QuotedHistory {
  private static final int LONGEST_ATTRIBUTION = 200;

  /** Everything below such a line is an earlier mail. */
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[-_]{2,}\\s*(原始邮件|原邮件|转发的邮件|转发邮件|回复的原邮件|Original Message|Forwarded message)\\s*[-_]{2,}.*"
              + "|_{20,}",
          Pattern.CASE_INSENSITIVE);

  /** The head of an earlier mail as Outlook and Foxmail write it. */
  private static final Pattern SENDER = Pattern.compile("\\*?(发件人|寄件者|From)\\*?\\s*[:：].*");

  private static final Pattern OTHERS =
      Pattern.compile("\\*?(发送时间|发送日期|日期|时间|收件人|抄送|主题|Sent|Date|To|Subject)\\*?\\s*[:：].*");

  /** Who wrote what is quoted below. */
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "(?:(?:在|于|At|On)\\s?.{6,}|.*\\d{4}.*@.*)(写道|寫道|wrote)\\s*[:：]?",
          Pattern.CASE_INSENSITIVE);

  private QuotedHistory() {}

  static String without(String text) {
    var lines = List.of(text.split("\n", -1));
    var own = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int attribution = attribution(lines, i);
      if (below(lines, i) || attribution > 0 && !quoted(lines, i + attribution)) {
        break;
      }
      if (attribution > 0) {
        i += attribution - 1;
      } else if (!line.startsWith(">") && !line.startsWith("＞")) {
        own.add(lines.get(i));
      }
    }
    String left = String.join("\n", own).strip();
    return left.isEmpty() ? text : left;
  }

  private static boolean below(List<String> lines, int i) {
    String line = lines.get(i).strip();
    return SEPARATOR.matcher(line).matches()
        || SENDER.matcher(line).matches() && OTHERS.matcher(next(lines, i + 1)).matches();
  }

  /** How many lines the attribution that begins here has: one, two if it was wrapped, or none. */
  private static int attribution(List<String> lines, int i) {
    String line = lines.get(i).strip();
    if (line.length() > LONGEST_ATTRIBUTION) {
      return 0;
    }
    if (ATTRIBUTION.matcher(line).matches()) {
      return 1;
    }
    boolean wrapped =
        line.matches("(在|于|At|On)\\s?.+")
            && i + 1 < lines.size()
            && lines.get(i + 1).length() <= LONGEST_ATTRIBUTION
            && ATTRIBUTION.matcher(line + " " + lines.get(i + 1).strip()).matches();
    return wrapped ? 2 : 0;
  }

  private static boolean quoted(List<String> lines, int from) {
    return next(lines, from).startsWith(">");
  }

  /** The next line with something in it. */
  private static String next(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .findFirst()
        .orElse("");
  }
}
