package io.bancheng.command;

import io.bancheng.rehearse.Outcome;
import io.bancheng.rehearse.ReplayReport;
import io.bancheng.rehearse.ReplayReport.Example;
import io.bancheng.rehearse.ReplayReport.Kind;

/**
 * A replay's report for people; it holds nothing that a citizen said but the words that matched.
 */
final class ReplayText {
  private final StringBuilder text = new StringBuilder();

  private ReplayText() {}

  static String of(ReplayReport report) {
    var text = new ReplayText();
    text.counts(report);
    text.agreement(report.agreement());
    text.inflow(report);
    text.examples(report);
    return text.text.toString();
  }

  private void counts(ReplayReport report) {
    line("%d case(s) under %s", report.cases(), report.candidate().substring(0, 12));
    line("  same             %8d", report.count(Kind.SAME));
    line("  changed          %8d", report.count(Kind.CHANGED));
    line("  newly unrouted   %8d", report.count(Kind.NEWLY_UNROUTED));
    line("  newly routed     %8d", report.count(Kind.NEWLY_ROUTED));
    line("  newly ambiguous  %8d", report.newlyAmbiguous());
  }

  private void agreement(ReplayReport.Agreement agreement) {
    line("Agreement with what people finally did, %d case(s)", agreement.cases());
    line("  before  %s", share(agreement.before(), agreement.cases()));
    line("  after   %s", share(agreement.after(), agreement.cases()));
  }

  private void inflow(ReplayReport report) {
    line("Departments that get more or fewer cases");
    report.inflow().stream()
        .filter(d -> d.before() != d.after())
        .forEach(
            d ->
                line(
                    "  %-14s %7d -> %7d  %+d",
                    d.department(), d.before(), d.after(), d.after() - d.before()));
  }

  private void examples(ReplayReport report) {
    line("Examples");
    report.examples().forEach(this::example);
  }

  private void example(Example e) {
    line("  %s %s", e.caseNo(), e.kind());
    outcome("before", e.before());
    outcome("after ", e.after());
    if (e.lead() != null) {
      line("    people %s, category %s", e.lead(), e.category());
    }
  }

  private void outcome(String when, Outcome o) {
    line(
        "    %s %s (%s) by %s: category %s, %s%s",
        when,
        o.ruleId(),
        o.at(),
        o.matched().isEmpty() ? "no word" : String.join(", ", o.matched()),
        o.category(),
        o.lead() == null ? "a person must choose" : "lead " + o.lead(),
        o.supports().isEmpty() ? "" : ", support " + String.join(", ", o.supports()));
  }

  private static String share(long part, long whole) {
    return "%8d  %5.1f %%".formatted(part, whole == 0 ? 0.0 : 100.0 * part / whole);
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
