package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.FieldTable.Choice;
import io.bancheng.mappings.FieldTable.Field;
import io.bancheng.mappings.YamlPlace.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts that every table in {@code mappings/} may have, whatever it is a table of. */
record TablePart(List<Problem> problems) {
  Choice choice(YamlPlace at, Expressions expressions) {
    var keys = at.entries(problems);
    keys.values().forEach(e -> known(e.key(), "key", Set.of("when", "message")));
    var message = one(at, keys, "message").map(m -> m.text(problems)).orElse("");
    var when = one(at, keys, "when").flatMap(expressions::compile);
    return when.map(w -> new Choice(w, message)).orElse(null);
  }

  Map<String, Map<String, String>> lookups(YamlPlace at) {
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
  List<Field> answers(YamlPlace at, Expressions expressions) {
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

  String version(YamlPlace at) {
    String version = at.text(problems);
    if (!version.matches("[1-9]\\d{0,5}")) {
      problems.add(at.problem("\"" + version + "\" is no version.", "Write 1, 2, 3 …"));
    }
    return version;
  }

  /** The format that the table is for. */
  SourceFormat source(YamlPlace root, Map<String, Entry> keys) {
    var formats = SourceFormat.byWord();
    return one(root, keys, "source")
        .filter(at -> known(at, "source", formats.keySet()))
        .map(at -> formats.get(at.text(problems)))
        .orElse(SourceFormat.JSON);
  }

  boolean known(YamlPlace at, String what, Set<String> words) {
    String word = at.text(problems);
    boolean known = words.contains(word);
    if (!known) {
      var all = what.equals("target") ? List.of("see the schema", "extensions.<name>") : words;
      problems.add(
          at.problem(
              "unknown " + what + " \"" + word + "\".",
              "Known: " + String.join(", ", all) + ". " + Nearest.hint(word, words)));
    }
    return known;
  }

  Optional<YamlPlace> one(YamlPlace parent, Map<String, Entry> keys, String name) {
    if (!keys.containsKey(name)) {
      problems.add(parent.problem("\"" + name + "\" is missing.", "Add \"" + name + ":\"."));
    }
    return section(keys, name);
  }

  static Optional<YamlPlace> section(Map<String, Entry> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(Entry::value);
  }
}
