package io.bancheng;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.Archived;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentAction;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.CallbackRecorded;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseAction;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.Expired;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.ExtensionRequested;
import io.bancheng.canonical.FeedbackFailed;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.InfoRequested;
import io.bancheng.canonical.Merged;
import io.bancheng.canonical.OpinionIssued;
import io.bancheng.canonical.OpinionRejected;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.Progressed;
import io.bancheng.canonical.Reconsidered;
import io.bancheng.canonical.Redispatched;
import io.bancheng.canonical.Rejected;
import io.bancheng.canonical.Reopened;
import io.bancheng.canonical.Resumed;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.ReturnRequested;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.Supplemented;
import io.bancheng.canonical.SupportAdded;
import io.bancheng.canonical.SupportWaived;
import io.bancheng.canonical.Suspended;
import io.bancheng.canonical.SuspensionRefused;
import io.bancheng.canonical.SuspensionRequested;
import io.bancheng.canonical.TransferredOut;
import io.bancheng.canonical.TransitionTable;
import io.bancheng.canonical.Withdrawn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which rows of the two transition tables the events of some cases took. */
final class TakenTransitions {
  private static final Map<Class<? extends CaseEvent>, CaseAction> CASE =
      Map.ofEntries(
          Map.entry(Screened.class, CaseAction.SCREEN),
          Map.entry(InfoRequested.class, CaseAction.ASK_FOR_INFO),
          Map.entry(Supplemented.class, CaseAction.SUPPLEMENT),
          Map.entry(Expired.class, CaseAction.EXPIRE),
          Map.entry(Merged.class, CaseAction.MERGE),
          Map.entry(AnsweredOnSpot.class, CaseAction.ANSWER_ON_SPOT),
          Map.entry(Accepted.class, CaseAction.ACCEPT),
          Map.entry(Rejected.class, CaseAction.REJECT),
          Map.entry(Reconsidered.class, CaseAction.RECONSIDER),
          Map.entry(TransferredOut.class, CaseAction.TRANSFER_REGION),
          Map.entry(Dispatched.class, CaseAction.DISPATCH),
          Map.entry(SupportAdded.class, CaseAction.ADD_SUPPORT),
          Map.entry(Redispatched.class, CaseAction.REDISPATCH),
          Map.entry(Suspended.class, CaseAction.SUSPEND),
          Map.entry(Resumed.class, CaseAction.RESUME),
          Map.entry(OpinionIssued.class, CaseAction.OPINION_ISSUED),
          Map.entry(OpinionRejected.class, CaseAction.REJECT_OPINION),
          Map.entry(Closed.class, CaseAction.CLOSE),
          Map.entry(FeedbackGiven.class, CaseAction.GIVE_FEEDBACK),
          Map.entry(FeedbackFailed.class, CaseAction.FAIL_FEEDBACK),
          Map.entry(CallbackRecorded.class, CaseAction.RECORD_CALLBACK),
          Map.entry(Archived.class, CaseAction.ARCHIVE),
          Map.entry(Reopened.class, CaseAction.REOPEN),
          Map.entry(Withdrawn.class, CaseAction.WITHDRAW));
  private static final Map<Class<? extends CaseEvent>, AssignmentAction> ASSIGNMENT =
      Map.ofEntries(
          Map.entry(Signed.class, AssignmentAction.SIGN),
          Map.entry(ReturnRequested.class, AssignmentAction.REQUEST_RETURN),
          Map.entry(ReturnApproved.class, AssignmentAction.APPROVE_RETURN),
          Map.entry(ReturnRefused.class, AssignmentAction.REFUSE_RETURN),
          Map.entry(Progressed.class, AssignmentAction.PROGRESS),
          Map.entry(ExtensionRequested.class, AssignmentAction.REQUEST_EXTENSION),
          Map.entry(ExtensionDecided.class, AssignmentAction.DECIDE_EXTENSION),
          Map.entry(SuspensionRequested.class, AssignmentAction.REQUEST_SUSPENSION),
          Map.entry(SuspensionRefused.class, AssignmentAction.REFUSE_SUSPENSION),
          Map.entry(SupportWaived.class, AssignmentAction.WAIVE_SUPPORT),
          Map.entry(OpinionSubmitted.class, AssignmentAction.SUBMIT_OPINION),
          Map.entry(OpinionRejected.class, AssignmentAction.OPINION_REJECTED),
          Map.entry(Closed.class, AssignmentAction.CASE_CLOSED),
          Map.entry(AssignmentWithdrawn.class, AssignmentAction.WITHDRAW_ASSIGNMENT));

  private final Set<String> taken = new HashSet<>();

  /** Follows a case through its events, the registration first. */
  void follow(List<CaseEvent> events) {
    Case before = null;
    for (CaseEvent event : events) {
      var after = event.applyTo(before);
      if (before != null) {
        note(before, event, after);
      }
      before = after;
    }
  }

  /** The rows that nothing took, in words. */
  Set<String> missing() {
    var all = new TreeSet<String>();
    CaseTransitions.TABLE.rows().forEach(row -> all.add("case " + words(row)));
    AssignmentTransitions.TABLE.rows().forEach(row -> all.add("assignment " + words(row)));
    all.removeAll(taken);
    return all;
  }

  private void note(Case before, CaseEvent event, Case after) {
    var action = CASE.get(event.getClass());
    if (action == null && before.status() != after.status()) {
      throw new AssertionError(event.type() + " changes a case: say here by which action");
    }
    taken.add("case " + words(before.status(), action, after.status()));
    for (Assignment a : before.assignments()) {
      var then = after.assignment(a.id()).orElseThrow();
      if (!a.equals(then)) {
        taken.add("assignment " + words(a.state(), ASSIGNMENT.get(event.getClass()), then.state()));
      }
    }
    // progress may leave the assignment as it was
    if (event instanceof Progressed e) {
      var state = after.assignment(e.assignmentId()).orElseThrow().state();
      taken.add("assignment " + words(state, AssignmentAction.PROGRESS, state));
    }
  }

  private static String words(TransitionTable.Row<?, ?> row) {
    return words(row.from(), row.action(), row.to());
  }

  private static String words(Object from, Object action, Object to) {
    return from + " " + action + " " + to;
  }
}
