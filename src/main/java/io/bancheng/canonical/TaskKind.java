package io.bancheng.canonical;

import static io.bancheng.canonical.Role.CHIEF_REPRESENTATIVE;
import static io.bancheng.canonical.Role.DEPT_HANDLER;
import static io.bancheng.canonical.Role.DEPT_LEADER;
import static io.bancheng.canonical.Role.DUTY_COORDINATOR;
import static io.bancheng.canonical.Role.EFFICIENCY_OFFICE;
import static io.bancheng.canonical.Role.EFFICIENCY_SUPERVISOR;
import static io.bancheng.canonical.Role.OPERATIONS;
import static io.bancheng.canonical.Role.SERVICE_ADMIN;
import static io.bancheng.canonical.Role.WINDOW_CLERK;

import java.util.List;
import java.util.Set;

/** What may wait for a person (待办), whose it is, and by which actions it is done. */
public enum TaskKind {
  SCREEN("待研判", Set.of(WINDOW_CLERK, DUTY_COORDINATOR), "accept", "reject"),
  DISPATCH("待分办", Set.of(DUTY_COORDINATOR), "dispatch"),
  SIGN("待签收", Set.of(CHIEF_REPRESENTATIVE, DEPT_HANDLER), "sign"),
  HANDLE("待办理", Set.of(CHIEF_REPRESENTATIVE, DEPT_HANDLER), "submitOpinion", "progress"),
  DECIDE_RETURN("待审批退回", Set.of(DUTY_COORDINATOR), "approveReturn", "refuseReturn"),
  DECIDE_EXTENSION("待审批延期", Set.of(DUTY_COORDINATOR, SERVICE_ADMIN), "decideExtension"),
  DECIDE_SUSPENSION("待审批挂起", Set.of(DUTY_COORDINATOR), "suspend", "refuseSuspension"),
  REVIEW("待审核", Set.of(WINDOW_CLERK, DUTY_COORDINATOR), "close", "rejectOpinion"),
  FEEDBACK("待反馈", Set.of(WINDOW_CLERK), "giveFeedback"),
  CALLBACK("待回访", Set.of(EFFICIENCY_SUPERVISOR, WINDOW_CLERK), "recordCallback"),
  DECIDE_REDO("待决定重办", Set.of(EFFICIENCY_SUPERVISOR), "reopen"),
  ISSUE_SUPERVISION(
      "待签发督办",
      Set.of(EFFICIENCY_SUPERVISOR, EFFICIENCY_OFFICE),
      "issueSupervision",
      "declineSupervision"),
  ANSWER_SUPERVISION("待答复督办", Set.of(DEPT_LEADER, CHIEF_REPRESENTATIVE), "answerSupervision"),
  JUDGE_ANSWER(
      "待审核督办答复",
      Set.of(EFFICIENCY_SUPERVISOR, EFFICIENCY_OFFICE),
      "acceptAnswer",
      "rejectAnswer",
      "liftSupervision"),
  PARKED("待处理消息", Set.of(OPERATIONS));

  private final String zh;
  private final Set<Role> roles;
  private final List<String> actions;

  TaskKind(String zh, Set<Role> roles, String... actions) {
    this.zh = zh;
    this.roles = roles;
    this.actions = List.of(actions);
  }

  /** The task's name as staff read it. */
  public String zh() {
    return zh;
  }

  /** Whose it is. */
  public Set<Role> roles() {
    return roles;
  }

  /** Who sees it, too, once it is late: the coordinator what nobody signs. */
  public Set<Role> whenLate() {
    return this == SIGN ? Set.of(DUTY_COORDINATOR, EFFICIENCY_SUPERVISOR) : Set.of();
  }

  /** The staff actions that end it. */
  public List<String> actions() {
    return actions;
  }
}
