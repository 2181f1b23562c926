package io.bancheng.canonical;

import java.util.List;

/**
 * Something that looks like buck-passing (推诿扯皮线索): evidence for a person, never a judgement.
 *
 * @param assignmentId the share of the department that it points at
 * @param count how often, or for how many working days
 * @param cases other cases that belong to it
 */
public record Suspicion(
    String caseNo, String assignmentId, Kind kind, int count, List<String> cases) {
  /** What was seen. */
  public enum Kind {
    RETURNS("多次申请退回"),
    PING_PONG("部门间来回退转"),
    SAME_REASON("以相同理由反复退回"),
    UNSIGNED("长时间不签收");

    private final String zh;

    Kind(String zh) {
      this.zh = zh;
    }

    public String zh() {
      return zh;
    }
  }

  public Suspicion {
    cases = cases == null ? List.of() : List.copyOf(cases);
  }
}
