package io.bancheng.canonical;

import static io.bancheng.canonical.AssignmentAction.*;
import static io.bancheng.canonical.AssignmentState.*;
import static io.bancheng.canonical.Role.*;
import static io.bancheng.canonical.TransitionTable.row;

import java.util.List;

/** The state machine of one department's share of a case. */
public final class AssignmentTransitions {
  public static final TransitionTable<AssignmentState, AssignmentAction> TABLE =
      new TransitionTable<>(
          List.of(
              row(PENDING_SIGN, SIGN, HANDLING, DEPT_HANDLER, DEPT_SYSTEM),
              row(
                  PENDING_SIGN,
                  REQUEST_RETURN,
                  RETURN_REQUESTED,
                  CHIEF_REPRESENTATIVE,
                  DEPT_SYSTEM),
              row(HANDLING, REQUEST_RETURN, RETURN_REQUESTED, CHIEF_REPRESENTATIVE, DEPT_SYSTEM),
              row(RETURN_REQUESTED, APPROVE_RETURN, RETURNED, DUTY_COORDINATOR),
              row(RETURN_REQUESTED, REFUSE_RETURN, HANDLING, DUTY_COORDINATOR, SYSTEM),
              row(HANDLING, PROGRESS, HANDLING, DEPT_HANDLER, DEPT_SYSTEM),
              row(HANDLING, REQUEST_EXTENSION, HANDLING, DEPT_HANDLER, DEPT_SYSTEM),
              row(HANDLING, DECIDE_EXTENSION, HANDLING, DUTY_COORDINATOR, SERVICE_ADMIN),
              row(HANDLING, REQUEST_SUSPENSION, HANDLING, DEPT_HANDLER, DEPT_SYSTEM),
              row(HANDLING, REFUSE_SUSPENSION, HANDLING, DUTY_COORDINATOR),
              row(PENDING_SIGN, WAIVE_SUPPORT, PENDING_SIGN, DUTY_COORDINATOR),
              row(HANDLING, WAIVE_SUPPORT, HANDLING, DUTY_COORDINATOR),
              row(RETURN_REQUESTED, WAIVE_SUPPORT, HANDLING, DUTY_COORDINATOR),
              row(
                  HANDLING,
                  SUBMIT_OPINION,
                  REPLIED,
                  DEPT_HANDLER,
                  CHIEF_REPRESENTATIVE,
                  DEPT_SYSTEM),
              row(REPLIED, OPINION_REJECTED, HANDLING, WINDOW_CLERK, DUTY_COORDINATOR),
              row(REPLIED, CASE_CLOSED, DONE, SYSTEM),
              row(PENDING_SIGN, WITHDRAW_ASSIGNMENT, WITHDRAWN, DUTY_COORDINATOR, SYSTEM),
              row(HANDLING, WITHDRAW_ASSIGNMENT, WITHDRAWN, DUTY_COORDINATOR, SYSTEM),
              row(RETURN_REQUESTED, WITHDRAW_ASSIGNMENT, WITHDRAWN, DUTY_COORDINATOR, SYSTEM),
              row(PENDING_SIGN, SIGN, HANDLING, CHIEF_REPRESENTATIVE),
              row(REPLIED, PROGRESS, REPLIED, DEPT_HANDLER, DEPT_SYSTEM)));

  private AssignmentTransitions() {}
}
