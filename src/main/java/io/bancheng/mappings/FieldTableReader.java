package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.FieldTable.Choice;
import io.bancheng.mappings.FieldTable.Field;
import io.bancheng.mappings.YamlPlace.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one field table and complains about everything that is wrong in it at once. */
final class FieldTableReader {
  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "source", "version", "columns", "accepts", "nothing", "note", "lookups", "fields",
              "answers", "ignore"));
  private static final Set<String> NOTE =
      new TreeSet<>(
          Set.of(
              "type",
              "sourceSystem",
              "sourceCaseId",
              "caseNo",
              "key",
              "from",
              "at",
              "text",
              "dueAt",
              "level",
              "regionCode",
              "connected",
              "solved",
              "satisfaction",
              "cause",
              "attachments"));
  private static final String EXTENSION = "extensions.";

  private final Path file;
  private final TreeMap<String, Target> targets;
  private final List<Problem> problems;

  FieldTableReader(Path file, TreeMap<String, Target> targets, List<Problem> problems) {
    this.file = file;
    this.targets = targets;
    this.problems = problems;
  }

  /** The table; worth using only if no problem was added. */
  Optional<FieldTable> read() {
    return YamlPlace.root(file, problems).map(this::table);
  }

  private FieldTable table(YamlPlace root) {
    var keys = root.entries(problems);
    keys.values().forEach(entry -> known(entry.key(), "key", KEYS));
    var formats = SourceFormat.byWord();
    var source =
        one(root, keys, "source")
            .filter(at -> known(at, "source", formats.keySet()))
            .map(at -> formats.get(at.text(problems)))
            .orElse(SourceFormat.JSON);
    var version = one(root, keys, "version").map(this::version).orElse("");
    var functions = Functions.with(section(keys, "lookups").map(this::lookups).orElse(Map.of()));
    var expressions = new Expressions(functions, problems);
    var fields = one(root, keys, "fields");
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    return new FieldTable(
        name,
        name + "@" + version,
        source,
        columns(root, keys, source),
        section(keys, "accepts").map(at -> choice(at, expressions)).orElse(null),
        section(keys, "nothing").map(at -> choice(at, expressions)).orElse(null),
        section(keys, "note").map(at -> note(at, expressions)).orElse(Map.of()),
        fields.map(at -> fields(at, expressions)).orElse(List.of()),
        section(keys, "answers").map(at -> answers(at, expressions)).orElse(List.of()),
        section(keys, "ignore").map(this::words).orElse(Set.of()),
        fields.orElse(root));
  }

  /** A table's columns; needed for a table and for nothing else. */
  private Columns columns(YamlPlace root, Map<String, Entry> keys, SourceFormat source) {
    if (source != SourceFormat.CSV) {
      section(keys, "columns")
          .ifPresent(at -> problems.add(at.problem("Only a csv has columns.", "Delete them.")));
      return null;
    }
    var parts = one(root, keys, "columns").map(at -> at.entries(problems)).orElse(Map.of());
    parts.values().forEach(e -> known(e.key(), "key", new TreeSet<>(Set.of("needed", "optional"))));
    return new Columns(
        section(parts, "needed").map(this::words).orElse(Set.of()),
        section(parts, "optional").map(this::words).orElse(Set.of()));
  }

  private Choice choice(YamlPlace at, Expressions expressions) {
    var keys = at.entries(problems);
    keys.values().forEach(e -> known(e.key(), "key", Set.of("when", "message")));
    var message = one(at, keys, "message").map(m -> m.text(problems)).orElse("");
    var when = one(at, keys, "when").flatMap(expressions::compile);
    return when.map(w -> new Choice(w, message)).orElse(null);
  }

  private Map<String, Expression> note(YamlPlace at, Expressions expressions) {
    var note = new LinkedHashMap<String, Expression>();
    var keys = at.entries(problems);
    one(at, keys, "type");
    keys.forEach(
        (name, entry) -> {
          if (known(entry.key(), "field of a note", NOTE)) {
            expressions.compile(entry.value()).ifPresent(e -> note.put(name, e));
          }
        });
    return note;
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

  private List<Field> fields(YamlPlace at, Expressions expressions) {
    var fields = new ArrayList<Field>();
    at.entries(problems)
        .forEach(
            (target, entry) -> {
              boolean extension = target.matches("extensions\\.\\w+");
              boolean good = extension || known(entry.key(), "target", targets.keySet());
              var expression = expressions.compile(entry.value());
              if (good && expression.isPresent()) {
                var kind = extension ? Target.ANYTHING : targets.get(target);
                fields.add(new Field(List.of(target.split("\\.")), kind, expression.get()));
              }
            });
    return List.copyOf(fields);
  }

  private List<Field> answers(YamlPlace at, Expressions expressions) {
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

  private Set<String> words(YamlPlace at) {
    return at.items(problems).stream()
        .map(item -> item.text(problems))
        .collect(Collectors.toUnmodifiableSet());
  }

  private String version(YamlPlace at) {
    String version = at.text(problems);
    if (!version.matches("[1-9]\\d{0,5}")) {
      problems.add(at.problem("\"" + version + "\" is no version.", "Write 1, 2, 3 …"));
    }
    return version;
  }

  private boolean known(YamlPlace at, String what, Set<String> words) {
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

  private Optional<YamlPlace> one(YamlPlace parent, Map<String, Entry> keys, String name) {
    if (!keys.containsKey(name)) {
      problems.add(parent.problem("\"" + name + "\" is missing.", "Add \"" + name + ":\"."));
    }
    return section(keys, name);
  }

  private static Optional<YamlPlace> section(Map<String, Entry> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(Entry::value);
  }
}
