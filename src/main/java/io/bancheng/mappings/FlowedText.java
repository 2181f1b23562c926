package io.bancheng.mappings;

/** Text whose lines were broken for transport (format=flowed, RFC 3676), put together again. */
final class FlowedText {
  private FlowedText() {}

  /**
   * @param delsp {@code yes} if the blank at a soft line end is not part of the text
   */
  static String joined(String text, String delsp) {
    var out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      boolean quoted = line.startsWith(">");
      String own = !quoted && line.startsWith(" ") ? line.substring(1) : line;
      if (own.endsWith(" ") && !quoted && !own.equals("-- ")) {
        out.append("yes".equalsIgnoreCase(delsp) ? own.substring(0, own.length() - 1) : own);
      } else {
        out.append(own).append('\n');
      }
    }
    return out.toString();
  }
}
