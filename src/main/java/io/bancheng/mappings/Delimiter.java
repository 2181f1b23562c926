package io.bancheng.mappings;

/** Which character stands between two cells: Excel writes what its country's settings say. */
final class Delimiter {
  private static final String KNOWN = ",;\t";
  private static final int LINES = 10;

  private Delimiter() {}

  /** The one that stands most often outside quotes in the first lines; the comma if none does. */
  static char of(String text) {
    var count = new int[KNOWN.length()];
    boolean quoted = false;
    int lines = 0;
    for (int i = 0; i < text.length() && lines < LINES; i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      int which = KNOWN.indexOf(c);
      if (!quoted && which >= 0) {
        count[which]++;
      }
      lines += !quoted && c == '\n' ? 1 : 0;
    }
    int most = 0;
    for (int i = 1; i < count.length; i++) {
      most = count[i] > count[most] ? i : most;
    }
    return KNOWN.charAt(most);
  }
}
