package io.bancheng.kit;

import java.nio.charset.StandardCharsets;

/**
 * How a department's system took one letter.
 *
 * @param taken whether it says that it has it
 * @param status of HTTP; 0 without one
 * @param seen what came back, in short
 * @param size of the answer in bytes
 */
record Answer(boolean taken, int status, long millis, String seen, int size) {
  private static final int EXCERPT = 80;

  static Answer http(int status, long millis, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String excerpt = text.replaceAll("\\s+", " ").strip();
    int end =
        excerpt.offsetByCodePoints(
            0, Math.min(EXCERPT, excerpt.codePointCount(0, excerpt.length())));
    return new Answer(
        status / 100 == 2,
        status,
        millis,
        "HTTP " + status + " " + excerpt.substring(0, end),
        body.length);
  }

  static Answer none(long millis, String why) {
    return new Answer(false, 0, millis, why, 0);
  }

  boolean refused() {
    return status / 100 == 4;
  }

  @Override
  public String toString() {
    return seen.strip() + " · " + millis + " ms";
  }
}
