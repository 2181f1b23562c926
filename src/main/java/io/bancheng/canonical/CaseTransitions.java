package io.bancheng.canonical;

import static io.bancheng.canonical.CaseAction.*;
import static io.bancheng.canonical.CaseStatus.*;
import static io.bancheng.canonical.Role.*;
import static io.bancheng.canonical.TransitionTable.row;

import java.util.List;

/**
 * The case's state machine: 受理, 分类, 转办, 办结, 反馈 and the ways around them. Nobody takes a case back
 * while it is RECEIVED: the commit that registers it screens it, too.
 */
public final class CaseTransitions {
  public static final TransitionTable<CaseStatus, CaseAction> TABLE =
      new TransitionTable<>(
          List.of(
              row(RECEIVED, SCREEN, SCREENING, SYSTEM),
              row(RECEIVED, ASK_FOR_INFO, PENDING_INFO, SYSTEM, WINDOW_CLERK),
              row(PENDING_INFO, ASK_FOR_INFO, PENDING_INFO, SYSTEM, WINDOW_CLERK),
              row(RECEIVED, MERGE, MERGED, SYSTEM, WINDOW_CLERK),
              row(RECEIVED, ANSWER_ON_SPOT, CLOSED, WINDOW_CLERK, HOTLINE_SYSTEM),
              row(
                  PENDING_INFO,
                  SUPPLEMENT,
                  SCREENING,
                  REPORTER,
                  WINDOW_CLERK,
                  HOTLINE_SYSTEM,
                  DUTY_COORDINATOR),
              row(PENDING_INFO, EXPIRE, CANCELLED, SYSTEM),
              row(SCREENING, ACCEPT, ACCEPTED, SYSTEM, WINDOW_CLERK, DUTY_COORDINATOR),
              row(SCREENING, REJECT, REJECTED, WINDOW_CLERK, DUTY_COORDINATOR),
              row(SCREENING, TRANSFER_REGION, TRANSFERRED_OUT, DUTY_COORDINATOR),
              row(SCREENING, MERGE, MERGED, WINDOW_CLERK, DUTY_COORDINATOR),
              row(SCREENING, ANSWER_ON_SPOT, CLOSED, WINDOW_CLERK),
              row(REJECTED, RECONSIDER, SCREENING, SERVICE_ADMIN),
              row(ACCEPTED, DISPATCH, HANDLING, SYSTEM, DUTY_COORDINATOR),
              row(ACCEPTED, ANSWER_ON_SPOT, CLOSED, WINDOW_CLERK, DUTY_COORDINATOR),
              row(HANDLING, ADD_SUPPORT, HANDLING, DUTY_COORDINATOR),
              row(HANDLING, REDISPATCH, ACCEPTED, SYSTEM),
              row(HANDLING, SUSPEND, SUSPENDED, DUTY_COORDINATOR),
              row(SUSPENDED, RESUME, HANDLING, SYSTEM, DUTY_COORDINATOR, DEPT_HANDLER),
              row(HANDLING, OPINION_ISSUED, REVIEWING, SYSTEM),
              row(REVIEWING, REJECT_OPINION, HANDLING, WINDOW_CLERK, DUTY_COORDINATOR),
              row(REVIEWING, CLOSE, CLOSED, WINDOW_CLERK, DUTY_COORDINATOR, SYSTEM),
              row(CLOSED, GIVE_FEEDBACK, FEEDBACK_GIVEN, WINDOW_CLERK, DEPT_HANDLER, SYSTEM),
              row(FEEDBACK_GIVEN, FAIL_FEEDBACK, CLOSED, SYSTEM),
              row(
                  FEEDBACK_GIVEN,
                  RECORD_CALLBACK,
                  FEEDBACK_GIVEN,
                  EFFICIENCY_SUPERVISOR,
                  WINDOW_CLERK,
                  HOTLINE_SYSTEM,
                  REPORTER),
              row(
                  ARCHIVED,
                  RECORD_CALLBACK,
                  ARCHIVED,
                  EFFICIENCY_SUPERVISOR,
                  WINDOW_CLERK,
                  HOTLINE_SYSTEM),
              row(FEEDBACK_GIVEN, ARCHIVE, ARCHIVED, SYSTEM, WINDOW_CLERK),
              row(FEEDBACK_GIVEN, REOPEN, ACCEPTED, REPORTER, WINDOW_CLERK, EFFICIENCY_SUPERVISOR),
              row(ARCHIVED, REOPEN, ACCEPTED, EFFICIENCY_SUPERVISOR),
              row(PENDING_INFO, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(SCREENING, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(ACCEPTED, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(HANDLING, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(SUSPENDED, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(REVIEWING, WITHDRAW, CANCELLED, REPORTER, WINDOW_CLERK),
              row(SCREENING, ASK_FOR_INFO, PENDING_INFO, WINDOW_CLERK, DUTY_COORDINATOR)));

  private CaseTransitions() {}
}
