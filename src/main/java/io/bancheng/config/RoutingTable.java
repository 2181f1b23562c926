package io.bancheng.config;

import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.RoutingDecision.Candidate;
import io.bancheng.config.RankedRules.Compiled;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing table (分办规则): {@code config/tables/routing.csv}, compiled once.
 *
 * <p>Three passes: joint and efficiency rules on the full text; all others on title, matter and
 * source category; all others on the full text, where the fallback also counts. Within a pass
 * priority, then file order; the first hit decides.
 */
public final class RoutingTable {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingTable.class);
  private static final int RUNNERS_UP = 3;

  private final String version;
  private final Keywords keywords;
  private final RankedRules joint;
  private final RankedRules other;
  private final RoutingRule fallback;
  private final Map<String, RoutingRule> rules;

  private record Hit(Compiled compiled, int pass, BitSet words) {
    RoutingRule rule() {
      return compiled.rule();
    }
  }

  /** The rules in file order, exactly one of them the fallback. */
  RoutingTable(List<RoutingRule> rules, String version) {
    var inOrder = rules.stream().sorted(Comparator.comparingInt(RoutingRule::priority)).toList();
    this.version = version;
    this.keywords = new Keywords(inOrder.stream().flatMap(RoutingTable::words).toList());
    this.joint = new RankedRules(inOrder.stream().filter(RoutingRule::joint).toList(), keywords);
    this.other =
        new RankedRules(
            inOrder.stream().filter(r -> !r.joint() && !r.fallback()).toList(), keywords);
    this.rules =
        rules.stream().collect(Collectors.toMap(RoutingRule::id, Function.identity(), (a, b) -> a));
    this.fallback = rules.stream().filter(RoutingRule::fallback).findFirst().orElseThrow();
  }

  /** A rule that could not be asked. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(RoutingRule rule, RuntimeException why) {
      super("%s (%s)".formatted(rule.id(), rule.at()), why);
    }
  }

  /**
   * Classifies a case; what no rule hits falls to the fallback, which is never dispatched. So does
   * a case for which a rule cannot be asked, whatever the rules after it say.
   */
  public RoutingDecision route(RoutingFacts facts) {
    try {
      return decide(facts);
    } catch (Failure e) {
      LOG.error(
          "rule {} cannot be asked, a person must decide. Mend it.", e.getMessage(), e.getCause());
      return decision(fallback, 3, List.of(), List.of(), e.getMessage());
    }
  }

  private RoutingDecision decide(RoutingFacts facts) {
    BitSet full = keywords.in(facts.full());
    BitSet subject = keywords.in(facts.subject());
    var hits = new ArrayList<Hit>();
    collect(hits, 1, joint, full, facts);
    collect(hits, 2, other, subject, facts);
    collect(hits, 3, other, full, facts);
    var others = hits.stream().skip(1).limit(RUNNERS_UP).map(RoutingTable::candidate).toList();
    return hits.isEmpty()
        ? decision(fallback, 3, List.of(), others, null)
        : decision(
            hits.get(0).rule(),
            hits.get(0).pass(),
            hits.get(0).compiled().matched(hits.get(0).words()),
            others,
            null);
  }

  /**
   * Why a rule hits a case or does not, condition by condition; empty for the fallback, which has
   * none, and for an unknown rule.
   *
   * @param pass in which it is looked at, 1 to 3
   */
  public Optional<RuleReasons> reasons(String ruleId, int pass, RoutingFacts facts) {
    BitSet words = keywords.in(pass == 2 ? facts.subject() : facts.full());
    return Stream.concat(joint.all().stream(), other.all().stream())
        .filter(compiled -> compiled.rule().id().equals(ruleId))
        .findFirst()
        .map(compiled -> reasons(compiled.rule(), pass, words, facts));
  }

  /**
   * Whether nothing but the order of the file decided: the next rule that hits has the same
   * priority in the same pass and says something else. False for a rule that this table does not
   * have.
   */
  public boolean ambiguous(RoutingDecision decision) {
    var winner = rule(decision.ruleId());
    return decision.runnersUp().stream()
        .limit(1)
        .filter(next -> next.pass() == decision.pass())
        .flatMap(next -> rule(next.ruleId()).stream())
        .anyMatch(
            next ->
                winner
                    .filter(won -> won.priority() == next.priority())
                    .filter(won -> !won.outcome().sameAs(next.outcome()))
                    .isPresent());
  }

  private Optional<RoutingRule> rule(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  private RuleReasons reasons(RoutingRule rule, int pass, BitSet words, RoutingFacts facts) {
    var groups =
        rule.allOf().stream().map(g -> new RuleReasons.Group(g, occurring(g, words))).toList();
    return new RuleReasons(
        rule.id(),
        rule.at(),
        pass,
        groups,
        occurring(rule.noneOf(), words),
        rule.scope().covers(facts));
  }

  private List<String> occurring(List<String> wanted, BitSet words) {
    return wanted.stream().filter(word -> words.get(keywords.number(word))).toList();
  }

  private static void collect(
      List<Hit> hits, int pass, RankedRules rules, BitSet words, RoutingFacts facts) {
    for (Compiled compiled : rules.candidates(words)) {
      if (hits.size() > RUNNERS_UP) {
        return;
      }
      if (asked(compiled, words, facts) && hits.stream().noneMatch(h -> h.compiled() == compiled)) {
        hits.add(new Hit(compiled, pass, words));
      }
    }
  }

  private static boolean asked(Compiled compiled, BitSet words, RoutingFacts facts) {
    try {
      return compiled.hits(words, facts);
    } catch (RuntimeException e) {
      throw new Failure(compiled.rule(), e);
    }
  }

  private RoutingDecision decision(
      RoutingRule rule,
      int pass,
      List<String> matched,
      List<Candidate> runnersUp,
      String failedRule) {
    var outcome = rule.outcome();
    return new RoutingDecision(
        rule.id(),
        rule.at(),
        pass,
        matched,
        outcome.category(),
        outcome.lead(),
        outcome.supports(),
        outcome.issueClass(),
        outcome.workdays(),
        !rule.fallback(),
        runnersUp,
        version,
        failedRule);
  }

  private static Candidate candidate(Hit hit) {
    return new Candidate(hit.rule().id(), hit.rule().at(), hit.pass());
  }

  private static Stream<String> words(RoutingRule rule) {
    return Stream.concat(rule.allOf().stream().flatMap(List::stream), rule.noneOf().stream());
  }
}
