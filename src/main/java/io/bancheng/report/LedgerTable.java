package io.bancheng.report;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Callback;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Feedback;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.Submission;
import io.bancheng.ledger.CaseReader.Found;
import io.bancheng.security.Masking;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger as a table (台账): its columns and what stands in them. Personal data is masked by
 * DB34/T 4631.2-2023; what the reporter wrote and what departments wrote to each other is left out.
 */
final class LedgerTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CanonicalJson.ZONE);

  private final Names names;
  private final Locale locale;
  private final Map<String, Function<Found, Object>> columns = new LinkedHashMap<>();

  LedgerTable(Names names, Locale locale) {
    this.names = names;
    this.locale = locale;
    source();
    reporter();
    matter();
    handling();
    ending();
  }

  Set<String> columns() {
    return columns.keySet();
  }

  List<String> head() {
    return columns.keySet().stream()
        .map(column -> names.word("report.column." + column, locale))
        .toList();
  }

  List<String> row(Found found) {
    return columns.values().stream().map(column -> text(column.apply(found))).toList();
  }

  private void source() {
    ofCase("caseNo", Case::caseNo);
    ofCase("channel", c -> names.group(Breakdown.CHANNEL, c.source().channel().name(), locale));
    ofCase("sourceSystem", c -> c.source().system());
    ofCase("sourceCaseId", c -> c.source().caseId());
    ofCase("kind", c -> names.word("report.kind." + c.kind(), locale));
    ofCase("registeredAt", Case::registeredAt);
    ofCase("status", c -> names.word("console.status." + c.status(), locale));
    ofCase("round", Case::round);
    ofCase("regionCode", Case::regionCode);
    ofCase("region", c -> named(Breakdown.REGION, c.regionCode()));
  }

  private void reporter() {
    ofReporter("reporterType", r -> names.word("report.type." + r.type(), locale));
    ofReporter("name", r -> r.confidential() ? hidden() : Masking.name(r.name()));
    ofReporter("contacts", r -> r.confidential() ? hidden() : contacts(r));
    ofReporter("idNumber", r -> r.confidential() ? hidden() : Masking.idNumber(r.idNumber()));
    ofReporter("orgName", Submission.Reporter::orgName);
    ofReporter("uscc", Submission.Reporter::uscc);
    ofReporter("address", r -> r.confidential() ? hidden() : Masking.address(r.address()));
  }

  private void matter() {
    ofSubmission("matterName", s -> s.matter().matterName());
    ofSubmission("matterCode", s -> s.matter().matterCode());
    ofSubmission("reportedDept", s -> s.matter().reportedDept());
    ofSubmission("situation", s -> s.demand().situation());
    ofCase("category", c -> category(c));
    ofCase(
        "issueClass",
        c ->
            c.classification() == null
                ? null
                : named(Breakdown.ISSUE_CLASS, c.classification().issueClass().name()));
  }

  private void handling() {
    ofCase("acceptedAt", c -> rejected(c) ? null : decidedAt(c));
    ofCase("rejectedAt", c -> rejected(c) ? decidedAt(c) : null);
    ofCase(
        "exclusionReason",
        c ->
            rejected(c)
                ? names.word(
                    "report.indicator.rejectByReason." + c.screening().exclusionReason(), locale)
                : null);
    ofCase("dispatchedAt", c -> first(c.assignments().stream().map(Assignment::dispatchedAt)));
    ofCase("lead", c -> departments(c, true));
    ofCase("supports", c -> departments(c, false));
    ofCase("dueAt", c -> due(c, ClockKind.HANDLE));
    ofCase("extensions", c -> c.assignments().stream().mapToInt(Assignment::extensions).sum());
    ofCase("suspensions", c -> c.procedure().suspensions().size());
    ofCase("urges", Case::urges);
    ofCase("orders", c -> c.orders().stream().filter(o -> o.state().stands()).count());
  }

  private void ending() {
    ofCase(
        "result",
        c ->
            c.closure() == null
                ? null
                : names.word("report.result." + c.closure().resultType(), locale));
    ofCase("policyBasis", c -> c.closure() == null ? null : c.closure().policyBasis());
    ofCase("closedAt", c -> c.closure() == null ? null : c.closure().at());
    ofCase("feedbackDueAt", c -> due(c, ClockKind.FEEDBACK));
    ofCase("feedbackAt", c -> first(reached(c).map(Feedback::at)));
    ofCase(
        "feedbackMethod",
        c ->
            reached(c)
                .findFirst()
                .map(f -> names.word("report.method." + f.method(), locale))
                .orElse(null));
    ofCase("attempts", c -> c.feedback().size());
    ofCase("firstRating", c -> c.ratings().isEmpty() ? null : c.ratings().get(0).satisfaction());
    ofCase(
        "rating",
        c -> c.ratings().isEmpty() ? null : c.ratings().get(c.ratings().size() - 1).satisfaction());
    ofCase("solved", this::solved);
    ofCase("mergedInto", Case::mergedInto);
  }

  private void ofCase(String column, Function<Case, Object> value) {
    columns.put(column, found -> value.apply(found.current()));
  }

  /** Erased persons leave their cells empty. */
  private void ofSubmission(String column, Function<Submission, Object> value) {
    columns.put(
        column, found -> found.submission() == null ? null : value.apply(found.submission()));
  }

  private void ofReporter(String column, Function<Submission.Reporter, Object> value) {
    ofSubmission(column, submission -> value.apply(submission.reporter()));
  }

  private String hidden() {
    return names.word("report.confidential", locale);
  }

  private static String contacts(Submission.Reporter reporter) {
    return reporter.contacts() == null
        ? null
        : reporter.contacts().stream()
            .map(contact -> Masking.contact(contact.type(), contact.value()))
            .collect(Collectors.joining("; "));
  }

  private String category(Case c) {
    var classified = c.classification();
    return classified == null || classified.categoryCode() == null
        ? null
        : classified.categoryCode() + " " + named(Breakdown.CATEGORY, classified.categoryCode());
  }

  private static boolean rejected(Case c) {
    return c.screening() != null && c.screening().exclusionReason() != null;
  }

  private static Instant decidedAt(Case c) {
    return c.screening() == null ? null : c.screening().decidedAt();
  }

  private String departments(Case c, boolean lead) {
    return c.assignments().stream()
        .filter(a -> a.round() == c.round() && a.active() && a.lead() == lead)
        .map(a -> named(Breakdown.DEPARTMENT, a.department().toString()))
        .collect(Collectors.joining("; "));
  }

  private static Instant due(Case c, ClockKind kind) {
    return c.clock(kind, c.caseNo()).map(Clock::dueAt).orElse(null);
  }

  private static Stream<Feedback> reached(Case c) {
    return c.feedback().stream().filter(f -> f.outcome() != FeedbackOutcome.UNREACHABLE);
  }

  private String solved(Case c) {
    return c.callbacks().stream()
        .map(Callback::result)
        .map(result -> result.solved())
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .map(solved -> names.word("report.solved." + solved, locale))
        .orElse(null);
  }

  private String named(Breakdown by, String key) {
    return key == null ? null : names.group(by, key, locale);
  }

  private static Instant first(Stream<Instant> times) {
    return times.min(Instant::compareTo).orElse(null);
  }

  private static String text(Object value) {
    if (value instanceof Instant at) {
      return TIME.format(at);
    }
    return value == null ? "" : value.toString();
  }
}
