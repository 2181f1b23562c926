package io.bancheng.canonical;

import java.util.List;

/** Somebody wanted what the transition table does not allow in that state; nothing was changed. */
public final class IllegalTransition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> allowed;

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
  }

  /** What the same role may do instead. */
  public List<String> allowed() {
    return allowed;
  }
}
