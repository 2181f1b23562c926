package io.bancheng.config;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, as a unified diff. */
final class LineDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many pairs of lines the differing middle is told as a whole. */
  private static final long MOST_PAIRS = 4_000_000;

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private LineDiff() {}

  /**
   * The difference; empty if there is none.
   *
   * @param before null if there was no such file
   * @param after null if there is none any more
   */
  static String of(String path, String before, String after) {
    var diff = new LineDiff();
    diff.compare(lines(before), lines(after));
    diff.text.append(before == null ? "--- /dev/null\n" : "--- a/" + path + "\n");
    diff.text.append(after == null ? "+++ /dev/null\n" : "+++ b/" + path + "\n");
    diff.hunks();
    return diff.text.toString();
  }

  private static List<String> lines(String text) {
    return text == null ? List.of() : text.lines().toList();
  }

  /** Fills {@code lines}: each begins with a blank, a minus or a plus. */
  private void compare(List<String> a, List<String> b) {
    int start = 0;
    while (start < Math.min(a.size(), b.size()) && a.get(start).equals(b.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(a.size(), b.size()) - start
        && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
      end++;
    }
    a.subList(0, start).forEach(line -> lines.add(" " + line));
    middle(a.subList(start, a.size() - end), b.subList(start, b.size() - end));
    a.subList(a.size() - end, a.size()).forEach(line -> lines.add(" " + line));
  }

  private void middle(List<String> a, List<String> b) {
    int i = 0;
    int j = 0;
    if ((long) a.size() * b.size() <= MOST_PAIRS) {
      int[][] common = common(a, b);
      while (i < a.size() && j < b.size()) {
        if (a.get(i).equals(b.get(j))) {
          lines.add(" " + a.get(i));
          i++;
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add("-" + a.get(i++));
        } else {
          lines.add("+" + b.get(j++));
        }
      }
    }
    a.subList(i, a.size()).forEach(line -> lines.add("-" + line));
    b.subList(j, b.size()).forEach(line -> lines.add("+" + line));
  }

  /** The length of the longest common subsequence of what follows each pair of lines. */
  private static int[][] common(List<String> a, List<String> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            a.get(i).equals(b.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }

  private void hunks() {
    int from = 0;
    while (from < lines.size()) {
      int change = nextChange(from);
      int last = change;
      for (int next = change; next < lines.size() && next - last <= 2 * CONTEXT + 1; ) {
        last = next;
        next = nextChange(next + 1);
      }
      if (change < lines.size()) {
        hunk(Math.max(from, change - CONTEXT), Math.min(lines.size(), last + 1 + CONTEXT));
      }
      from = change < lines.size() ? Math.min(lines.size(), last + 1 + CONTEXT) : change;
    }
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).charAt(0) == ' ') {
      at++;
    }
    return at;
  }

  private void hunk(int from, int to) {
    var hunk = lines.subList(from, to);
    text.append(
        "@@ -%s +%s @@%n"
            .formatted(
                range(lines.subList(0, from), hunk, '+'),
                range(lines.subList(0, from), hunk, '-')));
    hunk.forEach(line -> text.append(line).append('\n'));
  }

  /** Where a hunk lies in the text that has none of the lines marked so. */
  private static String range(List<String> above, List<String> hunk, char other) {
    long lines = hunk.stream().filter(line -> line.charAt(0) != other).count();
    long before = above.stream().filter(line -> line.charAt(0) != other).count();
    return (lines == 0 ? before : before + 1) + "," + lines;
  }
}
