package io.bancheng.console;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import io.bancheng.security.Masking;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case as the API shows it: where it stands, who must move, what is due; personal data masked.
 */
final class CaseJson {
  private CaseJson() {}

  static Map<String, Object> summary(Case c, Instant changedAt) {
    var json = new LinkedHashMap<String, Object>();
    json.put("caseNo", c.caseNo());
    json.put("status", c.status());
    json.put("statusZh", c.status().zh());
    json.put("step", c.status().step().zh());
    json.put("waitingFor", waitingFor(c));
    json.put("caseKind", c.kind());
    json.put("regionCode", c.regionCode());
    json.put("channel", c.source().channel());
    json.put("sourceSystem", c.source().system());
    json.put("sourceCaseId", c.source().caseId());
    json.put("round", c.round());
    json.put("categoryCode", c.classification() == null ? null : c.classification().categoryCode());
    json.put("issueClass", c.classification() == null ? null : c.classification().issueClass());
    json.put("lead", c.lead().map(a -> a.department().toString()).orElse(null));
    json.put("dueAt", c.nextDue().orElse(null));
    json.put("overdue", c.clocks().stream().anyMatch(k -> k.running() && k.breachedAt() != null));
    json.put("registeredAt", c.registeredAt());
    json.put("changedAt", changedAt);
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** Everything about the case; words that people wrote are for staff. */
  static Map<String, Object> detail(
      CaseReader.Found found,
      List<CaseReader.Entry> events,
      List<CaseReader.Sent> letters,
      Caller caller) {
    var c = found.current();
    var json = summary(c, found.changedAt());
    json.put("townCode", c.townCode());
    json.put("flags", c.flags());
    json.put("confidential", c.confidential());
    json.put("urges", c.urges());
    json.put("suspects", c.suspects().isEmpty() ? null : c.suspects());
    json.put("supervision", c.supervision());
    json.put("supervisionOrders", c.orders().stream().map(CaseJson::order).toList());
    json.put("mergedInto", c.mergedInto());
    json.put("rulesVersion", c.rulesVersion());
    json.put("sourceDueAt", c.source().dueAt());
    json.put("screening", c.screening());
    json.put("classification", c.classification());
    json.put("assignments", c.assignments().stream().map(a -> assignment(a, caller)).toList());
    json.put("deadlines", c.clocks().stream().map(CaseJson::deadline).toList());
    json.put("procedure", c.procedure());
    json.put("closure", caller.department().isEmpty() ? c.closure() : null);
    json.put("feedback", c.feedback());
    json.put("callbacks", c.callbacks().isEmpty() ? null : c.callbacks());
    json.put("satisfaction", satisfaction(c));
    json.put("deliveries", letters);
    json.put("timeline", events.stream().map(e -> entry(e, caller)).toList());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** The reporter, masked. */
  static Map<String, Object> reporter(Submission said) {
    return reporter(said, new Reveal(false, false));
  }

  /** The reporter, masked but for what may be seen; nothing if the person was erased. */
  static Map<String, Object> reporter(Submission said, Reveal may) {
    if (said == null) {
      return Map.of();
    }
    var json = new LinkedHashMap<String, Object>();
    var reporter = said.reporter();
    json.put("type", reporter.type());
    json.put("confidential", reporter.confidential());
    json.put("orgName", reporter.orgName());
    json.put("name", may.person() ? reporter.name() : Masking.name(reporter.name()));
    json.put(
        "idNumber", may.idNumber() ? reporter.idNumber() : Masking.idNumber(reporter.idNumber()));
    json.put("address", may.person() ? reporter.address() : Masking.address(reporter.address()));
    json.put(
        "contacts",
        reporter.contacts().stream()
            .map(
                k ->
                    Map.of(
                        "type",
                        k.type(),
                        "value",
                        may.person() ? k.value() : Masking.contact(k.type(), k.value())))
            .toList());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  static Map<String, Object> entry(CaseReader.Entry entry, Caller caller) {
    var json = new LinkedHashMap<String, Object>();
    json.put("seq", entry.seq());
    json.put("type", entry.event().type());
    json.put("at", entry.event().at());
    json.put("actor", entry.event().actor());
    json.put("data", EventJson.of(entry.event(), caller));
    json.put("hash", entry.hash());
    return json;
  }

  private static Map<String, Object> assignment(Assignment a, Caller caller) {
    var json = new LinkedHashMap<String, Object>();
    json.put("assignmentId", a.id());
    json.put("department", a.department().toString());
    json.put("role", a.role());
    json.put("state", a.state());
    json.put("stateZh", a.state().zh());
    json.put("round", a.round());
    json.put("dispatchedAt", a.dispatchedAt());
    json.put("signedAt", a.signedAt());
    json.put("contactedAt", a.contactedAt());
    json.put("returns", a.returns() == 0 ? null : a.returns());
    json.put("finalDesignation", a.finalDesignation() ? true : null);
    json.put("waived", a.waived() ? true : null);
    json.put("extensions", a.extensions() == 0 ? null : a.extensions());
    json.put("extensionAsked", a.extensionAsked());
    json.put("suspensionAsked", a.suspensionAsked());
    json.put("opinion", caller.staff() ? a.opinion() : null);
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private static Map<String, Object> order(SupervisionOrder o) {
    var json = new LinkedHashMap<String, Object>();
    json.put("orderId", o.id());
    json.put("level", o.level());
    json.put("levelZh", o.level().zh());
    json.put("cause", o.cause());
    json.put("causeZh", o.cause().zh());
    json.put("state", o.state());
    json.put("stateZh", o.state().zh());
    json.put("department", o.department().toString());
    json.put("assignmentId", o.assignmentId());
    json.put("round", o.round());
    json.put("proposedAt", o.proposedAt());
    json.put("issuedAt", o.issuedAt());
    json.put("issuedBy", o.issuedBy());
    json.put("answerDueAt", o.answerDueAt());
    json.put("answeredAt", o.answeredAt());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private static Map<String, Object> deadline(Clock k) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", k.kind());
    json.put("kindZh", k.kind().zh());
    json.put("subject", k.subject());
    json.put("limit", k.limit());
    json.put("startedAt", k.startedAt());
    json.put("dueAt", k.dueAt());
    json.put("calendar", k.calendar());
    json.put("provisional", k.provisional());
    json.put("stoppedAt", k.stoppedAt());
    json.put("breachedAt", k.breachedAt());
    json.put("state", state(k));
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private static String state(Clock k) {
    if (k.breachedAt() != null) {
      return "OVERDUE";
    }
    if (k.running() && k.paused()) {
      return "PAUSED";
    }
    return k.running() ? "RUNNING" : "STOPPED";
  }

  /** Who must move next, and with which action. */
  private static String waitingFor(Case c) {
    return switch (c.status()) {
      case RECEIVED, SCREENING -> "clerk: accept or reject";
      case PENDING_INFO -> "reporter or clerk: supplement";
      case ACCEPTED -> "duty coordinator: dispatch";
      case HANDLING -> departments(c);
      case SUSPENDED -> "duty coordinator: resume";
      case REVIEWING -> "clerk: close or rejectOpinion";
      case CLOSED -> "clerk: giveFeedback";
      case FEEDBACK_GIVEN, ARCHIVED -> redoAsked(c) ? "efficiency supervisor: reopen" : callback(c);
      case REJECTED -> redoAsked(c) ? "service administration: reconsider" : null;
      default -> null;
    };
  }

  /** What the coordinator has to decide about it. */
  private static String asking(Assignment a) {
    if (a.state() == AssignmentState.RETURN_REQUESTED) {
      return ", duty coordinator: approveReturn or refuseReturn";
    }
    return (a.extensionAsked() == null ? "" : ", duty coordinator: decideExtension")
        + (a.suspensionAsked() == null ? "" : ", duty coordinator: suspend or refuseSuspension");
  }

  private static String callback(Case c) {
    return c.clock(ClockKind.CALLBACK, c.caseNo()).filter(Clock::running).isPresent()
        ? "clerk or efficiency supervisor: recordCallback"
        : null;
  }

  /** The first and the latest rating; null while there is none. */
  private static Map<String, Object> satisfaction(Case c) {
    var ratings = c.ratings();
    return ratings.isEmpty()
        ? null
        : Map.of(
            "first",
            ratings.get(0).satisfaction(),
            "final",
            ratings.get(ratings.size() - 1).satisfaction());
  }

  private static boolean redoAsked(Case c) {
    return c.supervision().stream()
        .anyMatch(s -> s.asked() == NoteType.REDO && s.round() == c.round());
  }

  private static String departments(Case c) {
    Stream<Assignment> waited = c.activeAssignments().stream().filter(a -> !a.answered());
    return waited
        .map(a -> a.department() + " (" + a.state().zh() + ")" + asking(a))
        .reduce((a, b) -> a + ", " + b)
        .orElse("duty coordinator");
  }
}
