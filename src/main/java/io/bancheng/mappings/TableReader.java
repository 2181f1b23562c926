package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.FieldTable.Field;
import io.bancheng.mappings.YamlPlace.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the readers of all operators' mappings have in common. */
abstract class TableReader {
  private static final String EXTENSION = "extensions.";

  final List<Problem> problems;

  TableReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** What compiles this file's expressions, with its code lists as functions. */
  final Expressions expressions(Map<String, Entry> keys) {
    var lookups = section(keys, "lookups").map(this::lookups).orElse(Map.of());
    return new Expressions(Functions.with(lookups), problems);
  }

  private Map<String, Map<String, String>> lookups(YamlPlace at) {
    var lookups = new LinkedHashMap<String, Map<String, String>>();
    at.entries(problems).forEach((name, entry) -> lookups.put(name, codes(name, entry)));
    return lookups;
  }

  private Map<String, String> codes(String name, Entry entry) {
    if (Functions.names().contains(name) || !name.matches("[a-zA-Z]\\w*")) {
      problems.add(
          entry
              .key()
              .problem(
                  "\"" + name + "\" cannot name a code list.", "Use letters, no own function."));
    }
    return entry.value().entries(problems).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value().text(problems)));
  }

  /** Fields of somebody else's, each with how it is made from a letter of the hub. */
  final List<Field> answers(YamlPlace at, Expressions expressions) {
    var answers = new ArrayList<Field>();
    at.entries(problems)
        .forEach(
            (target, entry) ->
                expressions
                    .compile(entry.value())
                    .map(e -> new Field(List.of(target.split("\\.")), Target.ANYTHING, e))
                    .ifPresent(answers::add));
    return List.copyOf(answers);
  }

  final String version(YamlPlace at) {
    String version = at.text(problems);
    if (!version.matches("[1-9]\\d{0,5}")) {
      problems.add(at.problem("\"" + version + "\" is no version.", "Write 1, 2, 3 …"));
    }
    return version;
  }

  final boolean known(YamlPlace at, String what, Set<String> words) {
    String word = at.text(problems);
    boolean known = words.contains(word);
    if (!known) {
      var all = what.equals("target") ? List.of("see the schema", EXTENSION + "<name>") : words;
      problems.add(
          at.problem(
              "unknown " + what + " \"" + word + "\".",
              "Known: " + String.join(", ", all) + ". " + Nearest.hint(word, words)));
    }
    return known;
  }

  final Optional<YamlPlace> one(YamlPlace parent, Map<String, Entry> keys, String name) {
    if (!keys.containsKey(name)) {
      problems.add(parent.problem("\"" + name + "\" is missing.", "Add \"" + name + ":\"."));
    }
    return section(keys, name);
  }

  static Optional<YamlPlace> section(Map<String, Entry> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(Entry::value);
  }
}
