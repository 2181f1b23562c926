package io.bancheng.kit;

/** The department cannot be reached, so nothing can be said about it. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreachable(String what) {
    super(what);
  }

  Unreachable(String what, Throwable cause) {
    super(what, cause);
  }
}
