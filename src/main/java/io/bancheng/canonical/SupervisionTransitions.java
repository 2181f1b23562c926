package io.bancheng.canonical;

import static io.bancheng.canonical.Role.*;
import static io.bancheng.canonical.SupervisionAction.*;
import static io.bancheng.canonical.SupervisionState.*;
import static io.bancheng.canonical.TransitionTable.row;

import java.util.List;

/**
 * The state machine of a supervision order (督办单). The machine proposes; only people issue, judge
 * and lift.
 */
public final class SupervisionTransitions {
  public static final TransitionTable<SupervisionState, SupervisionAction> TABLE =
      new TransitionTable<>(
          List.of(
              row(PROPOSED, ISSUE, ISSUED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR),
              row(PROPOSED, DECLINE, DECLINED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR),
              row(ISSUED, ANSWER, ANSWERED, DEPT_LEADER, CHIEF_REPRESENTATIVE, DEPT_SYSTEM),
              row(
                  REJECTED_ANSWER,
                  ANSWER,
                  ANSWERED,
                  DEPT_LEADER,
                  CHIEF_REPRESENTATIVE,
                  DEPT_SYSTEM),
              row(
                  ANSWERED,
                  ACCEPT_ANSWER,
                  ACCEPTED_ANSWER,
                  EFFICIENCY_OFFICE,
                  EFFICIENCY_SUPERVISOR),
              row(
                  ANSWERED,
                  REJECT_ANSWER,
                  REJECTED_ANSWER,
                  EFFICIENCY_OFFICE,
                  EFFICIENCY_SUPERVISOR),
              row(ISSUED, LIFT, LIFTED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR),
              row(ANSWERED, LIFT, LIFTED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR),
              row(ACCEPTED_ANSWER, LIFT, LIFTED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR),
              row(REJECTED_ANSWER, LIFT, LIFTED, EFFICIENCY_OFFICE, EFFICIENCY_SUPERVISOR)));

  private SupervisionTransitions() {}
}
