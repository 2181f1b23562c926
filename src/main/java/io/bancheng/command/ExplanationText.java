package io.bancheng.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.config.RuleReasons;
import io.bancheng.rehearse.Explanation;
import java.util.List;

/** An explanation for people. */
final class ExplanationText {
  private static final List<String> READS =
      List.of("", "the full text", "title, matter and source category", "the full text");

  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  static String of(Explanation e) {
    var text = new ExplanationText();
    text.part("Canonical form", form(e));
    text.part("Screening", e.screening().isEmpty() ? "no exclusion rule hits" : "");
    e.screening().forEach(text::hit);
    text.rules(e);
    text.part("Departments", e.departments().isEmpty() ? "none yet" : "");
    e.departments().forEach(d -> text.line("%-8s %-14s %s", d.role(), d.department(), d.nameZh()));
    text.part("Deadlines", e.deadlines().isEmpty() ? "none" : "");
    e.deadlines().forEach(text::clock);
    text.part("Status", e.status() + (e.waitsFor() == null ? "" : ", waits for " + e.waitsFor()));
    text.part("Version", e.rulesVersion());
    return text.text.toString();
  }

  private void rules(Explanation e) {
    part("Rule", e.decision() == null ? "none is asked before the case is complete" : "");
    if (e.decision() == null) {
      return;
    }
    var d = e.decision();
    if (e.reasons().isEmpty() || !e.reasons().get(0).ruleId().equals(d.ruleId())) {
      line("%s (%s): the fallback; no rule hits", d.ruleId(), d.at());
    }
    e.reasons().stream().filter(r -> r.ruleId().equals(d.ruleId())).forEach(this::rule);
    line(
        "-> category %s, lead %s%s, %s, %s",
        d.categoryCode(),
        d.leadType(),
        d.supportTypes().isEmpty() ? "" : ", support " + String.join(" ", d.supportTypes()),
        d.issueClass(),
        d.workdays() == null ? "limit of the class" : d.workdays() + "wd");
    var others = e.reasons().stream().filter(r -> !r.ruleId().equals(d.ruleId())).toList();
    part("Runners-up", others.isEmpty() ? "no other rule hits" : "");
    others.forEach(this::rule);
  }

  private void rule(RuleReasons rule) {
    line("%s (%s), pass %d: %s", rule.ruleId(), rule.at(), rule.pass(), READS.get(rule.pass()));
    rule.groups()
        .forEach(
            g ->
                line("  one of %s: %s", String.join("|", g.anyOf()), String.join(", ", g.found())));
    line("  none of its forbidden words occurs; channel and region are the rule's");
  }

  private void hit(ScreeningHit hit) {
    line(
        "%s %s (%s): %s",
        hit.ruleId(), hit.reason(), hit.action(), String.join(", ", hit.matched()));
  }

  private void clock(Clock clock) {
    line(
        "%-14s %-6s due %s%s",
        clock.kind(),
        clock.limit(),
        clock.dueAt().atZone(CanonicalJson.ZONE).toOffsetDateTime(),
        clock.provisional() ? " (holidays of that year are not announced yet)" : "");
  }

  private static String form(Explanation e) {
    try {
      var tree = CanonicalJson.MAPPER.readTree(CanonicalJson.write(e.submission()));
      return "channel %s\n%s".formatted(e.channel(), tree.toPrettyString());
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("What was written as JSON can be read as JSON", broken);
    }
  }

  private void part(String title, String content) {
    text.append(title).append('\n');
    if (!content.isEmpty()) {
      line("%s", content.replace("\n", "\n  "));
    }
  }

  private void line(String format, Object... values) {
    text.append("  ").append(format.formatted(values)).append('\n');
  }
}
