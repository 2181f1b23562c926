package io.bancheng.canonical;

/** The events of the assignment's transition table, by the names that the staff API uses. */
public enum AssignmentAction {
  SIGN("sign"),
  REQUEST_RETURN("requestReturn"),
  APPROVE_RETURN("approveReturn"),
  REFUSE_RETURN("refuseReturn"),
  PROGRESS("progress"),
  REQUEST_EXTENSION("requestExtension"),
  DECIDE_EXTENSION("decideExtension"),
  REQUEST_SUSPENSION("requestSuspension"),
  REFUSE_SUSPENSION("refuseSuspension"),
  WAIVE_SUPPORT("waiveSupport"),
  SUBMIT_OPINION("submitOpinion"),
  OPINION_REJECTED("opinionRejected"),
  CASE_CLOSED("caseClosed"),
  WITHDRAW_ASSIGNMENT("withdrawAssignment");

  private final String label;

  AssignmentAction(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
