package io.bancheng.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is no mistake in the routing table and may still surprise: rules that hardly ever win, that
 * only their order tells apart, that no phrase proves; categories and departments that no case
 * reaches.
 */
final class RoutingAdvice {
  private static final String NO_PHRASE = "Add a row to " + RoutingReader.PHRASES + ".";

  private final ConfigFiles files;
  private final RoutingReader.Known known;
  private final List<RoutingRule> rules;
  private final String byHand;
  private final Findings findings;

  RoutingAdvice(
      ConfigFiles files, RoutingReader.Known known, List<RoutingRule> rules, Findings findings) {
    this.files = files;
    this.known = known;
    this.byHand =
        rules.stream()
            .filter(RoutingRule::fallback)
            .map(rule -> rule.outcome().category())
            .findFirst()
            .orElse("");
    this.rules =
        rules.stream()
            .filter(rule -> !rule.fallback())
            .sorted(Comparator.comparingInt(RoutingRule::priority))
            .toList();
    this.findings = findings;
  }

  void advise(List<RoutingPhrase> phrases) {
    var proved = phrases.stream().map(RoutingPhrase::expectedRule).collect(Collectors.toSet());
    rules.forEach(rule -> phrase(rule, proved));
    order();
    categories(known.categories());
    known.departments().types().forEach(this::department);
  }

  private void phrase(RoutingRule rule, Set<String> proved) {
    if (rule.scope().isAll() && !proved.contains(rule.id())) {
      findings.advise(rule.place(), "rule %s has no test phrase.".formatted(rule.id()), NO_PHRASE);
    }
  }

  private void order() {
    for (int later = 0; later < rules.size(); later++) {
      var rule = rules.get(later);
      rules.subList(0, later).stream()
          .filter(first -> first.shadows(rule) || overlap(first, rule))
          .findFirst()
          .ifPresent(first -> order(first, rule));
    }
  }

  /** Same priority, other lead: whatever the later one's words are, the earlier one takes it. */
  private static boolean overlap(RoutingRule first, RoutingRule rule) {
    return first.priority() == rule.priority()
        && first.noneOf().isEmpty()
        && first.scope().isAll()
        && !first.outcome().lead().equals(rule.outcome().lead())
        && first.allOf().stream().allMatch(group -> rule.mayBring(group));
  }

  private void order(RoutingRule first, RoutingRule rule) {
    String what =
        first.shadows(rule)
            ? "rule %s hardly ever wins: %s (%s) reads the whole text first and hits the same words."
            : "rules %s and %2$s (%3$s) hit the same words; only their order decides.";
    findings.advise(
        rule.place(),
        what.formatted(rule.id(), first.id(), first.at()),
        "Give the narrower one the lower priority number, or the wider one a noneOf.");
  }

  private void categories(Categories categories) {
    var reached = new HashSet<String>();
    rules.forEach(rule -> reached.add(rule.outcome().category()));
    var parents = categories.all().stream().map(Category::parentCode).collect(Collectors.toSet());
    categories.all().stream()
        .filter(c -> !parents.contains(c.code()) && !reached.contains(c.code()))
        .filter(c -> !c.code().equals(byHand))
        .forEach(
            c ->
                findings.advise(
                    row(Categories.FILE, "categoryCode", c.code()),
                    "no rule reaches category %s.".formatted(c.code()),
                    "Write a rule for it, or people must choose it by hand."));
  }

  private void department(DepartmentType type) {
    if (known.regions().all().stream().noneMatch(region -> type.existsAt(region.tier()))) {
      findings.advise(
          row(DepartmentsTable.FILE, "deptType", type.code()),
          "no region has a department of type %s.".formatted(type.code()),
          "Look at its tiers and at the regions' tiers.");
    }
  }

  /** Where the row with that code stands; the tables were read without fault or are refused. */
  private Place row(String table, String column, String code) {
    var unheard = new Findings();
    return CsvTable.read(files.need(table, unheard), CsvTable.Columns.of(column), unheard).stream()
        .filter(row -> row.text(column).equals(code))
        .map(CsvRow::place)
        .findFirst()
        .orElse(new Place(table, 1, 1));
  }
}
