package io.bancheng.security;

/** A key, or the folder of keys, is not as it must be; the message says what to do. */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;

  KeyException(String id, String message) {
    this(id, message, null);
  }

  KeyException(String id, String message, Throwable cause) {
    super(message, cause);
    this.id = id;
  }

  /** The stable name of this problem, for example {@code key-unknown}. */
  public String id() {
    return id;
  }
}
