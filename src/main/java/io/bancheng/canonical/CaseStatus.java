package io.bancheng.canonical;

/** Where a case stands; see {@link CaseTransitions} for the ways between. */
public enum CaseStatus {
  RECEIVED("已接收", false),
  PENDING_INFO("待补充", false),
  SCREENING("待研判", false),
  REJECTED("不予受理", true),
  MERGED("已并案", true),
  CANCELLED("已撤销", true),
  TRANSFERRED_OUT("已转属地", true),
  ACCEPTED("已受理（待分办）", false),
  HANDLING("办理中", false),
  SUSPENDED("挂起", false),
  REVIEWING("待审核", false),
  CLOSED("已办结（待反馈）", false),
  FEEDBACK_GIVEN("已反馈（待回访）", false),
  ARCHIVED("已归档", true);

  private final String zh;
  private final boolean terminal;

  CaseStatus(String zh, boolean terminal) {
    this.zh = zh;
    this.terminal = terminal;
  }

  /** The state's name as staff and citizens read it. */
  public String zh() {
    return zh;
  }

  /** The step reached. */
  public Step step() {
    return switch (this) {
      case RECEIVED, PENDING_INFO, SCREENING, REJECTED, MERGED, CANCELLED, TRANSFERRED_OUT ->
          Step.ACCEPT;
      case ACCEPTED -> Step.CLASSIFY;
      case HANDLING, SUSPENDED, REVIEWING -> Step.DISPATCH;
      case CLOSED -> Step.CLOSE;
      case FEEDBACK_GIVEN, ARCHIVED -> Step.FEEDBACK;
    };
  }

  /** Whether nothing leads out of this state in ordinary work. */
  public boolean terminal() {
    return terminal;
  }
}
