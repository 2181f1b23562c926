package io.bancheng.config;

import io.bancheng.canonical.IssueClass;
import io.bancheng.config.CsvTable.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code config/tables/routing.csv} and the phrases that prove it. */
final class RoutingReader {
  private static final String FILE = "config/tables/routing.csv";
  static final String PHRASES = "config/tables/routing.test.csv";
  private static final Columns COLUMNS =
      Columns.of(
              "ruleId",
              "priority",
              "categoryCode",
              "allOf",
              "noneOf",
              "lead",
              "support",
              "issueClass",
              "workdays")
          .and("note", "channel", "region");

  private final Findings findings;
  private final Known known;
  private final List<RoutingRule> rules = new ArrayList<>();

  /** What the rows of the table may refer to. */
  record Known(
      Regions regions, Departments departments, Categories categories, Set<String> channels) {}

  RoutingReader(Known known, Findings findings) {
    this.known = known;
    this.findings = findings;
  }

  /** The rules in file order; without a usable fallback that is a finding. */
  List<RoutingRule> rules(ConfigFiles files) {
    var file = files.need(FILE, findings);
    var ids = new HashSet<String>();
    var rows = new IdentityHashMap<RoutingRule, CsvRow>();
    for (CsvRow row : CsvTable.read(file, COLUMNS, findings)) {
      var rule = rule(row);
      if (!ids.add(rule.id())) {
        row.problem("ruleId", "rule %s stands twice.".formatted(rule.id()), "Give it another id.");
      }
      rules.add(rule);
      rows.put(rule, row);
    }
    checkReachable(rows);
    rows.forEach(RoutingReader::checkPossible);
    if (file.readable() && rules.stream().filter(RoutingRule::fallback).count() != 1) {
      findings.add(
          file.start(),
          "the table needs exactly one fallback row.",
          "Keep one row with priority 99 and allOf *; its cases go to the duty coordinator.");
    }
    return List.copyOf(rules);
  }

  /** The phrases; one that expects an unknown rule is a finding. */
  List<RoutingPhrase> phrases(ConfigFiles files) {
    var ids = rules.stream().map(RoutingRule::id).toList();
    var phrases = new ArrayList<RoutingPhrase>();
    files
        .find(PHRASES, findings)
        .map(file -> CsvTable.read(file, Columns.of("text", "expectedRule"), findings))
        .orElse(List.of())
        .forEach(
            row -> {
              row.refer(
                  "expectedRule", row.need("expectedRule"), ids, "Rules stand in " + FILE + ".");
              phrases.add(
                  new RoutingPhrase(row.need("text"), row.text("expectedRule"), row.place().row()));
            });
    return List.copyOf(phrases);
  }

  private RoutingRule rule(CsvRow row) {
    int priority = row.number("priority", 1, RoutingRule.FALLBACK);
    var rule =
        new RoutingRule(
            row.need("ruleId"),
            row.place().row(),
            priority,
            groups(row, priority == RoutingRule.FALLBACK),
            folded(row.words("noneOf")),
            new RoutingRule.Scope(row.words("channel"), row.words("region")),
            outcome(row));
    checkScope(row, rule);
    return rule;
  }

  private RoutingRule.Outcome outcome(CsvRow row) {
    String category = row.need("categoryCode");
    row.refer(
        "categoryCode",
        category,
        known.categories().codes(),
        "They stand in config/tables/categories.csv.");
    var supports = row.words("support");
    supports.forEach(support -> checkType(row, "support", support));
    checkType(row, "lead", row.need("lead"));
    var all = new LinkedHashSet<>(supports);
    if (all.size() < supports.size() || all.contains(row.text("lead"))) {
      row.problem("support", "a department stands twice in this row.", "Name each one once.");
    }
    return new RoutingRule.Outcome(
        category,
        row.text("lead"),
        supports,
        row.choice("issueClass", IssueClass.class),
        row.number("workdays", 1, 250));
  }

  private void checkType(CsvRow row, String column, String type) {
    row.refer(
        column, type, known.departments().codes(), "They stand in " + DepartmentsTable.FILE + ".");
    if (known.departments().type(type).filter(t -> !t.dispatchable()).isPresent()) {
      row.problem(
          column,
          "\"%s\" is a referral body; no case is dispatched to it.".formatted(type),
          "Name a department that handles, or make it an exclusion rule.");
    }
  }

  private void checkScope(CsvRow row, RoutingRule rule) {
    for (String channel : rule.scope().channels()) {
      row.refer("channel", channel, known.channels(), "They are the files of config/channels.");
    }
    for (String region : rule.scope().regions()) {
      if (known.regions().codes().stream().noneMatch(code -> code.startsWith(region))) {
        row.problem(
            "region",
            "no region's code begins with \"%s\".".formatted(region),
            "Write a code of %s or its first digits.".formatted(RegionsTable.FILE));
      }
    }
    if (rule.fallback() && !(rule.scope().isAll() && rule.noneOf().isEmpty())) {
      row.problem("ruleId", "the fallback must take every case.", "Empty noneOf, channel, region.");
    }
  }

  private void checkReachable(Map<RoutingRule, CsvRow> rows) {
    var earlier = new ArrayList<RoutingRule>();
    for (RoutingRule rule :
        rules.stream().sorted(Comparator.comparingInt(RoutingRule::priority)).toList()) {
      if (!rule.fallback() && rule.complete()) {
        earlier.stream()
            .filter(r -> r.covers(rule))
            .findFirst()
            .ifPresent(r -> unreachable(rows.get(rule), rule, r));
        earlier.add(rule);
      }
    }
  }

  /** A word that holds one of noneOf can never be what hits. */
  private static void checkPossible(RoutingRule rule, CsvRow row) {
    for (List<String> group : rule.allOf()) {
      if (group.stream().allMatch(rule::forbids)) {
        row.problem(
            "noneOf",
            "rule %s can never hit: every word of \"%s\" holds a word of noneOf."
                .formatted(rule.id(), String.join("|", group)),
            "Take that word out of noneOf, or the group out of allOf.");
      }
    }
  }

  private static void unreachable(CsvRow row, RoutingRule rule, RoutingRule first) {
    row.problem(
        "ruleId",
        "rule %s can never win: %s (%s) comes first and hits whatever it hits."
            .formatted(rule.id(), first.id(), first.at()),
        "Give it a lower priority number, narrow the other, or delete it.");
  }

  private static List<List<String>> groups(CsvRow row, boolean fallback) {
    String allOf = row.need("allOf");
    if (fallback != allOf.equals("*")) {
      row.problem(
          "allOf",
          "priority 99 and allOf * belong together.",
          "Give the fallback both and any other rule neither.");
    }
    if (allOf.isEmpty() || allOf.equals("*")) {
      return List.of();
    }
    var groups =
        Arrays.stream(allOf.split("&", -1))
            .map(group -> folded(Arrays.asList(group.split("\\|", -1))))
            .toList();
    if (groups.stream().flatMap(List::stream).anyMatch(String::isEmpty)) {
      row.problem(
          "allOf",
          "there is an empty word in \"%s\".".formatted(allOf),
          "Write words between | and &.");
    }
    return groups;
  }

  private static List<String> folded(List<String> words) {
    return words.stream().map(word -> Folding.fold(word.strip())).distinct().toList();
  }
}
