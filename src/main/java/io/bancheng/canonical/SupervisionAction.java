package io.bancheng.canonical;

/** What is done with a supervision order, by the names that the staff API uses. */
public enum SupervisionAction {
  ISSUE("issueSupervision"),
  DECLINE("declineSupervision"),
  ANSWER("answerSupervision"),
  ACCEPT_ANSWER("acceptAnswer"),
  REJECT_ANSWER("rejectAnswer"),
  LIFT("liftSupervision");

  private final String label;

  SupervisionAction(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
