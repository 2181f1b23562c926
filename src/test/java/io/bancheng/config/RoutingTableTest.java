package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.RoutingDecision.Candidate;
import io.bancheng.config.RoutingRule.Outcome;
import io.bancheng.config.RoutingRule.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
  @Test
  void a_decision_explains_itself() {
    var decision = route("五保人员住院报销金额不对", "医保窗口没有人解释五保待遇");

    assertThat(decision.ruleId()).isEqualTo("J07");
    assertThat(decision.at()).matches("config/tables/routing\\.csv:9");
    assertThat(decision.pass()).isEqualTo(1);
    assertThat(decision.matched()).containsExactly("五保", "医保");
    assertThat(decision.categoryCode()).isEqualTo("0102");
    assertThat(decision.leadType()).isEqualTo("ybj");
    assertThat(decision.supportTypes()).containsExactly("mzj");
    assertThat(decision.issueClass()).isEqualTo(IssueClass.COMPLEX);
    assertThat(decision.workdays()).isEqualTo(10);
    assertThat(decision.dispatchable()).isTrue();
    assertThat(decision.rulesVersion()).isEqualTo(HUB.version());
    assertThat(decision.runnersUp())
        .containsExactly(
            new Candidate("S05", "config/tables/routing.csv:29", 2),
            new Candidate("S27", "config/tables/routing.csv:51", 2));
  }

  @Test
  void the_title_goes_before_the_content_for_ordinary_rules() {
    assertThat(route("社保卡办不下来", "住院时护照也没带").ruleId()).isEqualTo("S06");
    assertThat(route("社保卡办不下来", "住院时护照也没带").pass()).isEqualTo(2);
    assertThat(route("办不下来", "护照窗口没人").pass()).isEqualTo(3);
  }

  @Test
  void what_no_rule_knows_is_never_dispatched() {
    var decision = route(null, "见面再说");

    assertThat(decision.ruleId()).isEqualTo("F99");
    assertThat(decision.dispatchable()).isFalse();
    assertThat(decision.matched()).isEmpty();
  }

  @Test
  void a_case_without_any_text_falls_to_the_fallback() {
    var nothing = new RoutingFacts(null, null, null, null, null, null);

    assertThat(HUB.routing().route(nothing).ruleId()).isEqualTo("F99");
  }

  @Test
  void a_rule_can_be_for_one_channel_or_for_the_regions_below_a_prefix() {
    var table =
        new RoutingTable(
            List.of(
                rule("A", 20, List.of(List.of("医保")), new Scope(List.of("hotline"), List.of())),
                rule("B", 20, List.of(List.of("医保")), new Scope(List.of(), List.of("3408"))),
                rule("F", 99, List.of(), new Scope(List.of(), List.of()))),
            "v");

    assertThat(table.route(facts("hotline", "341522")).ruleId()).isEqualTo("A");
    assertThat(table.route(facts("web", "340882")).ruleId()).isEqualTo("B");
    assertThat(table.route(facts("web", "341522")).ruleId()).isEqualTo("F");
    assertThat(table.route(facts(null, null)).ruleId()).isEqualTo("F");
  }

  @Test
  void a_rule_that_breaks_leaves_the_case_to_a_person_and_is_named() {
    var table = BrokenRule.table();
    var hit = table.route(new RoutingFacts("异地就医", null, null, null, "web", "340882"));
    var other = table.route(new RoutingFacts("见面再说", null, null, null, "web", "340882"));

    assertThat(hit.ruleId()).isEqualTo("F99");
    assertThat(hit.dispatchable()).isFalse();
    assertThat(hit.failedRule()).isEqualTo("BROKEN (config/tables/routing.csv:20)");
    assertThat(other.failedRule()).isNull();
  }

  private static RoutingFacts facts(String channel, String region) {
    return new RoutingFacts("医保", null, null, null, channel, region);
  }

  private static RoutingRule rule(String id, int priority, List<List<String>> allOf, Scope scope) {
    var outcome = new Outcome("0101", "ybj", List.of(), IssueClass.GENERAL, 5);
    return new RoutingRule(id, "table:1", priority, allOf, List.of(), scope, outcome);
  }

  private static io.bancheng.canonical.RoutingDecision route(String title, String content) {
    return HUB.routing().route(new RoutingFacts(title, null, null, content, "hotline", "340882"));
  }
}
