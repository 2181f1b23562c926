package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
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
  static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "source", "version", "columns", "accepts", "nothing", "note", "lookups", "fields",
              "answers", "ignore"));
  static final Set<String> NOTE =
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

  private final Path file;
  private final TablePart part;
  private final TreeMap<String, Target> targets;
  private final List<Problem> problems;

  FieldTableReader(Path file, TreeMap<String, Target> targets, List<Problem> problems) {
    this.file = file;
    this.part = new TablePart(problems);
    this.targets = targets;
    this.problems = problems;
  }

  /** The table; worth using only if no problem was added. */
  Optional<FieldTable> read() {
    return YamlPlace.root(file, problems).map(this::table);
  }

  private FieldTable table(YamlPlace root) {
    var keys = root.entries(problems);
    keys.values().forEach(entry -> part.known(entry.key(), "key", KEYS));
    var source = part.source(root, keys);
    var version = part.one(root, keys, "version").map(part::version).orElse("");
    var functions =
        Functions.with(TablePart.section(keys, "lookups").map(part::lookups).orElse(Map.of()));
    var expressions = new Expressions(functions, problems);
    var fields = part.one(root, keys, "fields");
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    return new FieldTable(
        name,
        name + "@" + version,
        source,
        columns(root, keys, source),
        TablePart.section(keys, "accepts").map(at -> part.choice(at, expressions)).orElse(null),
        TablePart.section(keys, "nothing").map(at -> part.choice(at, expressions)).orElse(null),
        TablePart.section(keys, "note").map(at -> note(at, expressions)).orElse(Map.of()),
        fields.map(at -> fields(at, expressions)).orElse(List.of()),
        TablePart.section(keys, "answers")
            .map(at -> part.answers(at, expressions))
            .orElse(List.of()),
        TablePart.section(keys, "ignore").map(this::words).orElse(Set.of()),
        fields.orElse(root));
  }

  /** A table's columns; needed for a table and for nothing else. */
  private Columns columns(YamlPlace root, Map<String, Entry> keys, SourceFormat source) {
    if (source != SourceFormat.CSV) {
      TablePart.section(keys, "columns")
          .ifPresent(at -> problems.add(at.problem("Only a csv has columns.", "Delete them.")));
      return null;
    }
    var parts = part.one(root, keys, "columns").map(at -> at.entries(problems)).orElse(Map.of());
    parts
        .values()
        .forEach(e -> part.known(e.key(), "key", new TreeSet<>(Set.of("needed", "optional"))));
    return new Columns(
        TablePart.section(parts, "needed").map(this::words).orElse(Set.of()),
        TablePart.section(parts, "optional").map(this::words).orElse(Set.of()));
  }

  private Map<String, Expression> note(YamlPlace at, Expressions expressions) {
    var note = new LinkedHashMap<String, Expression>();
    var keys = at.entries(problems);
    part.one(at, keys, "type");
    keys.forEach(
        (name, entry) -> {
          if (part.known(entry.key(), "field of a note", NOTE)) {
            expressions.compile(entry.value()).ifPresent(e -> note.put(name, e));
          }
        });
    return note;
  }

  private List<Field> fields(YamlPlace at, Expressions expressions) {
    var fields = new ArrayList<Field>();
    at.entries(problems)
        .forEach(
            (target, entry) -> {
              boolean extension = target.matches("extensions\\.\\w+");
              boolean good = extension || part.known(entry.key(), "target", targets.keySet());
              var expression = expressions.compile(entry.value());
              if (good && expression.isPresent()) {
                var kind = extension ? Target.ANYTHING : targets.get(target);
                fields.add(new Field(List.of(target.split("\\.")), kind, expression.get()));
              }
            });
    return List.copyOf(fields);
  }

  private Set<String> words(YamlPlace at) {
    return at.items(problems).stream()
        .map(item -> item.text(problems))
        .collect(Collectors.toUnmodifiableSet());
  }
}
