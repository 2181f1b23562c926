package io.bancheng.report;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.Callback;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is counted once for a case, however often it is handled. */
final class CaseFact {
  private CaseFact() {}

  static FactRow of(CaseStory story, Dimensions dimensions) {
    var c = story.current();
    boolean closed = c.status().step().compareTo(Step.CLOSE) >= 0;
    return dimensions
        .row(c.caseNo(), department(c, dimensions))
        .with("kind", c.kind())
        .with("received_at", c.registeredAt())
        .with("decided_at", story.decidedAt())
        .with("accept_due_at", story.acceptDueAt())
        .with("accepted_at", story.rejectedAt() == null ? story.acceptedAt() : null)
        .with("rejected_at", story.rejectedAt())
        .with("exclusion_reason", story.reason())
        .with("closed_at", closed ? story.closedAt() : null)
        .with(dispatch(story))
        .with("final_designation", c.assignments().stream().anyMatch(Assignment::finalDesignation))
        .with("repeated", !c.suspects().isEmpty() || c.mergedInto() != null)
        .with(said(c))
        .spanned(false);
  }

  /** Who leads or led it last, in whatever round. */
  private static io.bancheng.canonical.DepartmentId department(Case c, Dimensions dimensions) {
    for (int round = c.round(); round > 0; round--) {
      var lead = dimensions.lead(round);
      if (lead != null) {
        return lead;
      }
    }
    return null;
  }

  private static Map<String, Object> dispatch(CaseStory story) {
    var columns = new LinkedHashMap<String, Object>();
    Dispatched first = story.firstDispatch();
    columns.put("dispatched_at", first == null ? null : first.at());
    columns.put("dispatched_auto", first == null ? null : first.actor().role() == Role.SYSTEM);
    columns.put("first_hit", first == null ? null : kept(story.current(), first));
    return columns;
  }

  /** Whether the lead that was named first kept the case. */
  private static boolean kept(Case c, Dispatched first) {
    return first.assignments().stream()
        .filter(Assignment::lead)
        .flatMap(lead -> c.assignment(lead.id()).stream())
        .noneMatch(
            lead ->
                lead.state() == AssignmentState.RETURNED
                    || lead.state() == AssignmentState.WITHDRAWN);
  }

  private static Map<String, Object> said(Case c) {
    var columns = new LinkedHashMap<String, Object>();
    var rated = c.callbacks().stream().filter(callback -> callback.result().rated()).toList();
    var answered = c.callbacks().stream().filter(back -> back.result().solved() != null).toList();
    rating(columns, "first_", rated.stream().findFirst());
    rating(columns, "", last(rated));
    columns.put("solved_at", last(answered).map(Callback::at).orElse(null));
    columns.put("solved", last(answered).map(back -> back.result().solved()).orElse(null));
    return columns;
  }

  private static void rating(
      Map<String, Object> columns, String which, Optional<Callback> callback) {
    columns.put(which + "rated_at", callback.map(Callback::at).orElse(null));
    columns.put(which + "rating", callback.map(back -> back.result().satisfaction()).orElse(null));
    columns.put(which + "cause", callback.map(back -> back.result().cause()).orElse(null));
  }

  private static Optional<Callback> last(List<Callback> callbacks) {
    return callbacks.stream().reduce((earlier, later) -> later);
  }
}
