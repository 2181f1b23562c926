package io.bancheng.mappings;

/**
 * A text that counts how often a pattern looks at it, and stops one that goes back and forth for
 * ever: the same pattern on the same text ends the same way on every machine, however busy.
 */
final class CountedText implements CharSequence {
  private final String text;
  private final long most;
  private long looks;

  /**
   * @param most how many looks at a character it allows
   */
  CountedText(String text, long most) {
    this.text = text;
    this.most = most;
  }

  /**
   * @throws Runaway if it was looked at too often
   */
  @Override
  public char charAt(int index) {
    if (++looks > most) {
      throw new Runaway(most);
    }
    return text.charAt(index);
  }

  /** How often it was looked at up to now. */
  long looks() {
    return looks;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** A pattern that was stopped; the message names no content. */
  static final class Runaway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Runaway(long most) {
      super("a pattern was stopped after %,d looks at one text".formatted(most));
    }
  }
}
