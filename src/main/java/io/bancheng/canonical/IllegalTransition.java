package io.bancheng.canonical;

import java.util.List;

/** Somebody wanted what the transition table does not allow in that state; nothing was changed. */
public final class IllegalTransition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> allowed;
  private final String msg;

  public IllegalTransition(
      String subject, String state, String action, Role by, List<String> allowed) {
    super(
        "%s is %s: %s may not %s it. Allowed: %s."
            .formatted(
                subject,
                state,
                by,
                action,
                allowed.isEmpty() ? "nothing" : String.join(", ", allowed)));
    this.allowed = List.copyOf(allowed);
    this.msg = "当前状态不允许该操作";
  }

  private IllegalTransition(String what, List<String> allowed, String msg) {
    super(what);
    this.allowed = List.copyOf(allowed);
    this.msg = msg;
  }

  /**
   * A refusal because of a condition that does not hold.
   *
   * @param msg the condition in Chinese
   */
  public static IllegalTransition because(
      String subject, String action, String why, List<String> allowed, String msg) {
    var what =
        "%s: %s is refused, %s. Allowed: %s."
            .formatted(
                subject, action, why, allowed.isEmpty() ? "nothing" : String.join(", ", allowed));
    return new IllegalTransition(what, allowed, msg);
  }

  /** Why, in Chinese. */
  public String msg() {
    return msg;
  }

  /** What the same role may do instead. */
  public List<String> allowed() {
    return allowed;
  }
}
