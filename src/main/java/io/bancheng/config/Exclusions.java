package io.bancheng.config;

import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.config.CsvTable.Columns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The grounds on which a matter may not belong to this window (不予受理情形): {@code
 * config/tables/exclusions.csv}. A hit only proposes; a person decides.
 */
public final class Exclusions {
  private static final String FILE = "config/tables/exclusions.csv";
  private static final Columns COLUMNS =
      Columns.of(
          "ruleId", "reason", "action", "anyOf", "unless", "referralTextZh", "referralTarget");

  private final List<Rule> rules;
  private final Keywords keywords;

  private record Rule(
      String id,
      ExclusionReason reason,
      ScreeningAction action,
      List<String> anyOf,
      List<String> unless,
      String referralText,
      String referralTarget) {

    ScreeningHit hit(List<String> matched) {
      return new ScreeningHit(id, reason, action.name(), matched, referralText, referralTarget);
    }
  }

  private Exclusions(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.keywords =
        new Keywords(
            rules.stream()
                .flatMap(rule -> Stream.concat(rule.anyOf().stream(), rule.unless().stream()))
                .toList());
  }

  static Exclusions read(ConfigFiles files, Findings findings) {
    var rules = new ArrayList<Rule>();
    var ids = new HashSet<String>();
    for (CsvRow row : CsvTable.read(files.need(FILE, findings), COLUMNS, findings)) {
      String id = row.need("ruleId");
      if (!ids.add(id)) {
        row.problem("ruleId", "rule %s stands twice.".formatted(id), "Give it another id.");
      }
      rules.add(
          new Rule(
              id,
              row.choice("reason", ExclusionReason.class),
              row.choice("action", ScreeningAction.class),
              row.words("anyOf").stream().map(Folding::fold).toList(),
              row.words("unless").stream().map(Folding::fold).toList(),
              row.need("referralTextZh"),
              row.need("referralTarget")));
    }
    return new Exclusions(rules);
  }

  /**
   * The rules that the texts of a case hit, in the table's order. A rule without words never hits;
   * a rule one of whose {@code unless} words occurs does not hit either.
   *
   * @param texts title, content and whatever else is screened; null is allowed
   */
  public List<ScreeningHit> hits(String... texts) {
    BitSet found = keywords.in(Folding.foldAll(texts));
    var hits = new ArrayList<ScreeningHit>();
    for (Rule rule : rules) {
      var matched = occurring(rule.anyOf(), found);
      if (!matched.isEmpty() && occurring(rule.unless(), found).isEmpty()) {
        hits.add(rule.hit(matched));
      }
    }
    return List.copyOf(hits);
  }

  /**
   * Where a reporter with such a matter is referred to: the text of the first rule that says so.
   */
  public Optional<String> referralText(ExclusionReason reason) {
    return rules.stream()
        .filter(rule -> rule.reason() == reason)
        .map(Rule::referralText)
        .findFirst();
  }

  private List<String> occurring(List<String> words, BitSet found) {
    return words.stream().filter(word -> found.get(keywords.number(word))).toList();
  }
}
