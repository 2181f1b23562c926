package io.bancheng.canonical;

/** Where one department's share of a case stands; see {@link AssignmentTransitions}. */
public enum AssignmentState {
  PENDING_SIGN("待签收", false),
  HANDLING("办理中", false),
  RETURN_REQUESTED("申请退回", false),
  RETURNED("已退回", true),
  WITHDRAWN("已撤回", true),
  REPLIED("已提交办理意见", false),
  DONE("已办结", true);

  private final String zh;
  private final boolean terminal;

  AssignmentState(String zh, boolean terminal) {
    this.zh = zh;
    this.terminal = terminal;
  }

  /** The state's name as staff and citizens read it. */
  public String zh() {
    return zh;
  }

  /** Whether nothing leads out of this state in ordinary work. */
  public boolean terminal() {
    return terminal;
  }
}
