package io.bancheng.assign;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.DepartmentRole;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.SupportAdded;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hands a case to its departments (转办): one in the lead, the others in support. What no rule
 * decides, or what falls to a department that the region does not have, waits for the duty
 * coordinator, and so does a complaint that its rule would give to the unit complained of.
 */
public final class Assigner {
  /** Attitude, buck-passing and delay: complaints about a unit and its staff, not a matter. */
  private static final Set<String> ABOUT_A_UNIT = Set.of("2701", "2702", "2703");

  /**
   * Dispatches an accepted case when its rule says to whom; a reopened one to the departments that
   * handled it before. A case that a department gave back is not sent the same way again.
   */
  public Turn assign(Turn turn) {
    var c = turn.current();
    boolean fresh = c.assignments().stream().noneMatch(a -> a.round() == c.round());
    if (c.status() != CaseStatus.ACCEPTED || !fresh) {
      return turn;
    }
    return handledBefore(turn)
        .or(() -> chosen(turn))
        .map(chosen -> dispatch(turn, chosen, Actor.HUB, Texts.NONE))
        .orElse(turn);
  }

  /**
   * Dispatches as the duty coordinator says.
   *
   * @throws Unacceptable if a department is unknown or can never be dispatched to
   */
  public Turn decide(Turn turn, Decision d) {
    var lead = department(turn, d.required("lead"), "/lead");
    var supports = new LinkedHashSet<DepartmentId>();
    for (String support : listed(d.text("supports"))) {
      supports.add(department(turn, support, "/supports"));
    }
    supports.remove(lead);
    return dispatch(
        givenUp(turn, lead),
        new Chosen(lead, stillNew(turn, supports)),
        d.actor(),
        Texts.of("dispatchOpinion", d.text("dispatchOpinion")));
  }

  /** Dispatches to the lead that was named with the decision which let the last one go (改派). */
  public Turn succeed(Turn turn, Decision d) {
    return turn.current().status() == CaseStatus.ACCEPTED && d.text("lead") != null
        ? decide(turn, d)
        : turn;
  }

  /** Asks more departments to help (加派); they answer before the lead, as far as there is time. */
  public Turn addSupport(Turn turn, Decision d) {
    var assignments = new ArrayList<Assignment>();
    var clocks = new ArrayList<Clock>();
    for (String support : new LinkedHashSet<>(listed(d.required("supports")))) {
      var id = department(turn, support, "/supports");
      var a = assignment(turn, id, DepartmentRole.SUPPORT, assignments.size() + 1);
      assignments.add(a);
      clocks.addAll(clocks(turn, a, turn.handleLimit()));
    }
    var inTime = clocks.stream().map(k -> beforeLead(turn, k)).toList();
    var texts = Texts.of("dispatchOpinion", d.text("dispatchOpinion"));
    return turn.add(new SupportAdded(turn.now(), d.actor(), assignments, inTime, texts));
  }

  /** A support that comes later has what the lead has left, less the time before the lead. */
  private static Clock beforeLead(Turn turn, Clock k) {
    var c = turn.current();
    var lead = c.clock(ClockKind.HANDLE, c.caseNo());
    if (k.kind() != ClockKind.SUPPORT_REPLY || lead.isEmpty()) {
      return k;
    }
    int left =
        turn.calendar().workingDaysBetween(turn.now(), lead.get().dueAt())
            - turn.config().limits().supportBeforeLead();
    var shorter = turn.clock(k.kind(), k.subject(), TimeLimit.workingDays(Math.max(1, left)));
    return shorter.dueAt().isBefore(k.dueAt()) ? shorter : k;
  }

  /** A support that takes the lead gives its support up. */
  private static Turn givenUp(Turn turn, DepartmentId lead) {
    var after = turn;
    for (Assignment a : turn.current().activeAssignments()) {
      if (a.department().equals(lead) && !a.concluded()) {
        after =
            after.add(
                new AssignmentWithdrawn(
                    turn.now(), Actor.HUB, a.id(), Texts.of("reasonText", "改为牵头办理。")));
      }
    }
    return after;
  }

  /** Those that do not take part already. */
  private static Set<DepartmentId> stillNew(Turn turn, Set<DepartmentId> supports) {
    var fresh = new LinkedHashSet<>(supports);
    turn.current().activeAssignments().forEach(a -> fresh.remove(a.department()));
    return fresh;
  }

  private record Chosen(DepartmentId lead, Set<DepartmentId> supports) {}

  /** Who handled the round before, if they are all still departments that can be dispatched to. */
  private static Optional<Chosen> handledBefore(Turn turn) {
    var c = turn.current();
    var before =
        c.assignments().stream().filter(a -> a.round() == c.round() - 1 && a.active()).toList();
    var supports = new LinkedHashSet<DepartmentId>();
    before.stream().filter(a -> !a.lead()).map(Assignment::department).forEach(supports::add);
    return before.stream().allMatch(a -> known(turn, a.department()))
        ? before.stream()
            .filter(Assignment::lead)
            .findFirst()
            .map(lead -> new Chosen(lead.department(), supports))
        : Optional.empty();
  }

  private static boolean known(Turn turn, DepartmentId id) {
    return turn.config().departments().resolve(id.type(), id.region()).equals(Optional.of(id));
  }

  private static Optional<Chosen> chosen(Turn turn) {
    var c = turn.current();
    var decision = c.classification().decision();
    if (decision == null
        || !decision.dispatchable()
        || !decision.categoryCode().equals(c.classification().categoryCode())
        || toThoseComplainedOf(turn, decision)) {
      return Optional.empty();
    }
    var departments = turn.config().departments();
    var lead = departments.resolve(decision.leadType(), c.regionCode());
    var supports = new LinkedHashSet<DepartmentId>();
    for (String type : decision.supportTypes()) {
      var support = departments.resolve(type, c.regionCode());
      if (support.isEmpty()) {
        return Optional.empty();
      }
      supports.add(support.get());
    }
    lead.ifPresent(supports::remove);
    return lead.map(id -> new Chosen(id, supports));
  }

  /** Whether a complaint about a unit would be one of the first things that this unit hears. */
  private static boolean toThoseComplainedOf(Turn turn, RoutingDecision decision) {
    var said = turn.submission();
    if (said == null || !ABOUT_A_UNIT.contains(decision.categoryCode())) {
      return false;
    }
    var unit = turn.config().departments().named(said.matter().reportedDept());
    return unit.contains(decision.leadType())
        || decision.supportTypes().stream().anyMatch(unit::contains);
  }

  private static Turn dispatch(Turn turn, Chosen chosen, Actor by, Texts texts) {
    var c = turn.current();
    var assignments = new ArrayList<Assignment>();
    var clocks = new ArrayList<Clock>();
    assignments.add(assignment(turn, chosen.lead(), DepartmentRole.LEAD, 1));
    for (DepartmentId support : chosen.supports()) {
      assignments.add(assignment(turn, support, DepartmentRole.SUPPORT, assignments.size() + 1));
    }
    var handle = turn.handleLimit();
    clocks.add(turn.clock(ClockKind.HANDLE, c.caseNo(), handle));
    for (Assignment a : assignments) {
      clocks.addAll(clocks(turn, a, handle));
    }
    return turn.add(new Dispatched(turn.now(), by, assignments, clocks, texts));
  }

  private static List<Clock> clocks(Turn turn, Assignment a, TimeLimit handle) {
    var issueClass = turn.current().classification().issueClass();
    var sign = turn.clock(ClockKind.SIGN, a.id(), issueClass);
    return a.lead()
        ? List.of(sign, turn.clock(ClockKind.FIRST_CONTACT, a.id(), issueClass))
        : List.of(
            sign,
            turn.clock(ClockKind.SUPPORT_REPLY, a.id(), turn.config().limits().support(handle)));
  }

  private static Assignment assignment(
      Turn turn, DepartmentId department, DepartmentRole role, int nth) {
    Case c = turn.current();
    String id = c.caseNo() + "-" + (c.assignments().size() + nth);
    var a = Assignment.dispatched(id, department, role, c.round(), turn.now());
    int returns = c.assignments().stream().mapToInt(Assignment::returns).sum();
    return returns < turn.config().limits().returns().maxPerCase() ? a : a.designated();
  }

  private static DepartmentId department(Turn turn, String text, String pointer) {
    try {
      var id = DepartmentId.parse(text);
      if (known(turn, id)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // falls through: what is not an id names no department either
    }
    throw new Unacceptable(
        Unacceptable.Kind.INVALID,
        "\"%s\" is not a department that a case can be dispatched to.".formatted(text),
        List.of(new Unacceptable.Fault(pointer, "must be a department id such as 340882:ybj")));
  }

  private static List<String> listed(String text) {
    return text == null
        ? List.of()
        : Stream.of(text.replaceAll("[\\[\\]\"]", "").split("[,\\s]+"))
            .filter(s -> !s.isBlank())
            .toList();
  }
}
