package io.bancheng.canonical;

/** A member of staff asked for what is not theirs to do; the text says whose it is. */
public final class NotYours extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String msg;

  /**
   * The refusal.
   *
   * @param message in English, for logs and programs
   * @param msg in Chinese, for those who asked
   */
  public NotYours(String message, String msg) {
    super(message);
    this.msg = msg;
  }

  public String msg() {
    return msg;
  }
}
