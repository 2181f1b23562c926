package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.DepartmentTable.Shape;
import io.bancheng.mappings.FieldTable.Field;
import io.bancheng.mappings.YamlPlace.Entry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a department's own words and complains about everything that is wrong in them at once. */
final class DepartmentTableReader extends TableReader {
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("version", "lookups", "letters", "receipt"));
  private static final Set<String> LETTERS =
      new TreeSet<>(Set.of("as", "charset", "root", "fields"));
  private static final Set<String> RECEIPT = new TreeSet<>(Set.of("taken", "refused", "absent"));
  private static final Set<String> SHAPES = new TreeSet<>(Set.of("json", "xml", "form"));
  private static final Set<String> CHARSETS = new TreeSet<>(Set.of("UTF-8", "GB18030"));
  private static final Pattern ELEMENT = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  private final Path file;

  DepartmentTableReader(Path file, List<Problem> problems) {
    super(problems);
    this.file = file;
  }

  /** The table; worth using only if no problem was added. */
  Optional<DepartmentTable> read() {
    return YamlPlace.root(file, problems).map(this::table);
  }

  private DepartmentTable table(YamlPlace root) {
    var keys = root.entries(problems);
    keys.values().forEach(entry -> known(entry.key(), "key", KEYS));
    var version = one(root, keys, "version").map(this::version).orElse("");
    var expressions = expressions(keys);
    var at = one(root, keys, "letters");
    var letters = at.map(l -> parts(l, LETTERS)).orElse(Map.of());
    var receipt = section(keys, "receipt").map(r -> parts(r, RECEIPT)).orElse(Map.of());
    var shape = at.map(l -> shape(l, letters)).orElse(Shape.JSON);
    var fields =
        at.flatMap(l -> one(l, letters, "fields")).map(f -> made(f, expressions)).orElse(List.of());
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    return new DepartmentTable(
        name,
        name + "@" + version,
        shape,
        section(letters, "charset").map(this::charset).orElse(StandardCharsets.UTF_8),
        at.map(l -> outermost(l, letters, shape)).orElse(null),
        fields,
        expression(receipt, "taken", expressions),
        expression(receipt, "refused", expressions),
        expression(receipt, "absent", expressions));
  }

  private Map<String, Entry> parts(YamlPlace at, Set<String> known) {
    var parts = at.entries(problems);
    parts.values().forEach(entry -> known(entry.key(), "key", known));
    return parts;
  }

  private Shape shape(YamlPlace at, Map<String, Entry> letters) {
    return one(at, letters, "as")
        .filter(as -> known(as, "shape", SHAPES))
        .map(as -> Shape.valueOf(as.text(problems).toUpperCase(Locale.ROOT)))
        .orElse(Shape.JSON);
  }

  private Charset charset(YamlPlace at) {
    return known(at, "charset", CHARSETS)
        ? Charset.forName(at.text(problems))
        : StandardCharsets.UTF_8;
  }

  /** An XML has an outermost element, and every step of a field is the name of one. */
  private String outermost(YamlPlace at, Map<String, Entry> letters, Shape shape) {
    if (shape != Shape.XML) {
      section(letters, "root")
          .ifPresent(r -> problems.add(r.problem("Only an xml has a root.", "Delete it.")));
      return null;
    }
    section(letters, "fields")
        .ifPresent(fields -> fields.entries(problems).values().forEach(f -> steps(f.key())));
    return one(at, letters, "root").map(this::element).orElse(null);
  }

  private void steps(YamlPlace key) {
    for (String step : key.text(problems).split("\\.")) {
      if (!ELEMENT.matcher(step).matches()) {
        problems.add(key.problem("\"" + step + "\" is no name of an element.", "Rename it."));
      }
    }
  }

  private String element(YamlPlace at) {
    String name = at.text(problems);
    if (!ELEMENT.matcher(name).matches()) {
      problems.add(at.problem("\"" + name + "\" is no name of an element.", "Rename it."));
    }
    return name;
  }

  private static Expression expression(
      Map<String, Entry> parts, String name, Expressions expressions) {
    return section(parts, name).flatMap(expressions::compile).orElse(null);
  }

  private List<Field> made(YamlPlace at, Expressions expressions) {
    return answers(at, expressions);
  }
}
