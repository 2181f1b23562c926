package io.bancheng.embedded;

/** The newcomer's broker or database cannot do what it should; the message says what to do. */
public final class EmbeddedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;

  EmbeddedException(String id, String message) {
    this(id, message, null);
  }

  EmbeddedException(String id, String message, Throwable cause) {
    super(message, cause);
    this.id = id;
  }

  /** The stable name of this problem, for example {@code database-port-taken}. */
  public String id() {
    return id;
  }
}
