package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.IssueClass;
import io.bancheng.config.RoutingRule.Outcome;
import io.bancheng.config.RoutingRule.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The compiled table against the three passes written down plainly, with words that overlap. */
class RoutingTablePropertyTest {
  private static final Scope ALL = new Scope(List.of(), List.of());

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void the_compiled_table_decides_like_the_plain_passes(
      @ForAll("rules") List<RoutingRule> rules, @ForAll("facts") RoutingFacts facts) {
    var expected = plain(rules, facts);
    var decision = new RoutingTable(rules, "v").route(facts);
    var followers = expected.stream().skip(1).filter(id -> !id.startsWith("3 F")).limit(3).toList();

    assertThat(decision.pass() + " " + decision.ruleId()).isEqualTo(expected.get(0));
    assertThat(decision.runnersUp().stream().map(c -> c.pass() + " " + c.ruleId()))
        .isEqualTo(followers);
  }

  @Property(tries = 1000)
  void the_words_found_are_those_that_the_text_contains(
      @ForAll("words") List<String> words, @ForAll("texts") String text) {
    var keywords = new Keywords(words);
    var found = keywords.in(text);

    assertThat(words)
        .allSatisfy(
            word -> assertThat(found.get(keywords.number(word))).isEqualTo(text.contains(word)));
  }

  /** Pass and id of every rule that hits, in the order in which they would decide. */
  private static List<String> plain(List<RoutingRule> rules, RoutingFacts facts) {
    var inOrder = rules.stream().sorted(Comparator.comparingInt(RoutingRule::priority)).toList();
    var hits = new LinkedHashMap<String, Integer>();
    pass(1, inOrder, rule -> rule.priority() <= 15, facts.full(), facts, hits);
    pass(
        2,
        inOrder,
        rule -> rule.priority() > 15 && rule.priority() < 99,
        facts.subject(),
        facts,
        hits);
    pass(3, inOrder, rule -> rule.priority() > 15, facts.full(), facts, hits);
    var list = new ArrayList<String>();
    for (Map.Entry<String, Integer> hit : hits.entrySet()) {
      list.add(hit.getValue() + " " + hit.getKey());
    }
    return list;
  }

  private static void pass(
      int pass,
      List<RoutingRule> rules,
      Predicate<RoutingRule> counts,
      String text,
      RoutingFacts facts,
      Map<String, Integer> hits) {
    rules.stream()
        .filter(counts)
        .filter(rule -> rule.scope().covers(facts))
        .filter(rule -> rule.allOf().stream().allMatch(g -> g.stream().anyMatch(text::contains)))
        .filter(rule -> rule.noneOf().stream().noneMatch(text::contains))
        .forEach(rule -> hits.putIfAbsent(rule.id(), pass));
  }

  @Provide
  Arbitrary<List<RoutingRule>> rules() {
    var groups = word().list().ofMinSize(1).ofMaxSize(3).list().ofMinSize(1).ofMaxSize(3);
    var scope = Arbitraries.of(ALL, ALL, new Scope(List.of("hotline"), List.of("3408")));
    var rule =
        Combinators.combine(
                Arbitraries.of(10, 15, 18, 20), groups, word().list().ofMaxSize(1), scope)
            .as((priority, allOf, noneOf, s) -> rule("R", priority, allOf, noneOf, s));
    return rule.list().ofMaxSize(12).map(RoutingTablePropertyTest::numbered);
  }

  @Provide
  Arbitrary<RoutingFacts> facts() {
    var text = texts().injectNull(0.2);
    return Combinators.combine(text, text, text, text, Arbitraries.of("hotline", "web"))
        .as(
            (title, matter, source, content, channel) ->
                new RoutingFacts(title, matter, source, content, channel, "340882"));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return word().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('医', '保', '局', '社').ofMaxLength(8);
  }

  private static Arbitrary<String> word() {
    return Arbitraries.strings().withChars('医', '保', '局', '社').ofMinLength(1).ofMaxLength(4);
  }

  private static List<RoutingRule> numbered(List<RoutingRule> rules) {
    var numbered = new ArrayList<RoutingRule>();
    for (RoutingRule r : rules) {
      numbered.add(rule("R" + numbered.size(), r.priority(), r.allOf(), r.noneOf(), r.scope()));
    }
    numbered.add(rule("F99", 99, List.of(), List.of(), ALL));
    return List.copyOf(numbered);
  }

  private static RoutingRule rule(
      String id, int priority, List<List<String>> allOf, List<String> noneOf, Scope scope) {
    var outcome = new Outcome("0101", "ybj", List.of(), IssueClass.GENERAL, 5);
    return new RoutingRule(id, "table:1", priority, allOf, noneOf, scope, outcome);
  }
}
