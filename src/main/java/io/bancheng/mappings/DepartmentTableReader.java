package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.DepartmentTable.Shape;
import io.bancheng.mappings.YamlPlace.Entry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a department's own words for the hub's letters and complains about everything that is wrong
 * in them at once. How the department replies stands in the same file: {@link ReplyTableReader}.
 */
final class DepartmentTableReader {
  /** The keys of a department's file that are about letters. */
  static final Set<String> KEYS = Set.of("letters", "receipt");

  private static final Set<String> ALL =
      new TreeSet<>(Set.of("version", "lookups", "letters", "receipt"));
  private static final Set<String> LETTERS =
      new TreeSet<>(Set.of("as", "charset", "root", "fields"));
  private static final Set<String> RECEIPT = new TreeSet<>(Set.of("taken", "refused", "absent"));
  private static final Set<String> SHAPES = new TreeSet<>(Set.of("json", "xml", "form"));
  private static final Set<String> CHARSETS = new TreeSet<>(Set.of("UTF-8", "GB18030"));
  private static final Pattern ELEMENT = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  private final List<Problem> problems;
  private final TablePart part;

  DepartmentTableReader(List<Problem> problems) {
    this.problems = problems;
    this.part = new TablePart(problems);
  }

  /**
   * The table; worth using only if no problem was added.
   *
   * @param alone whether the file is about letters only, so that nobody else reads its other keys
   */
  DepartmentTable read(String name, YamlPlace root, boolean alone) {
    var keys = root.entries(alone ? problems : new ArrayList<>());
    if (alone) {
      keys.values().forEach(entry -> part.known(entry.key(), "key", ALL));
      part.one(root, keys, "version").map(part::version);
    }
    var shared = alone ? part : new TablePart(new ArrayList<>());
    var lookups = TablePart.section(keys, "lookups").map(shared::lookups).orElse(Map.of());
    var expressions = new Expressions(Functions.with(lookups), problems);
    var at = part.one(root, keys, "letters");
    var letters = at.map(l -> parts(l, LETTERS)).orElse(Map.of());
    var receipt = TablePart.section(keys, "receipt").map(r -> parts(r, RECEIPT)).orElse(Map.of());
    var shape = at.map(l -> shape(l, letters)).orElse(Shape.JSON);
    var fields =
        at.flatMap(l -> part.one(l, letters, "fields"))
            .map(f -> part.answers(f, expressions))
            .orElse(List.of());
    return new DepartmentTable(
        name,
        shape,
        TablePart.section(letters, "charset").map(this::charset).orElse(StandardCharsets.UTF_8),
        at.map(l -> outermost(l, letters, shape)).orElse(null),
        fields,
        expression(receipt, "taken", expressions),
        expression(receipt, "refused", expressions),
        expression(receipt, "absent", expressions));
  }

  private Map<String, Entry> parts(YamlPlace at, Set<String> known) {
    var parts = at.entries(problems);
    parts.values().forEach(entry -> part.known(entry.key(), "key", known));
    return parts;
  }

  private Shape shape(YamlPlace at, Map<String, Entry> letters) {
    return part.one(at, letters, "as")
        .filter(as -> part.known(as, "shape", SHAPES))
        .map(as -> Shape.valueOf(as.text(problems).toUpperCase(Locale.ROOT)))
        .orElse(Shape.JSON);
  }

  private Charset charset(YamlPlace at) {
    return part.known(at, "charset", CHARSETS)
        ? Charset.forName(at.text(problems))
        : StandardCharsets.UTF_8;
  }

  /** An XML has an outermost element, and every step of a field is the name of one. */
  private String outermost(YamlPlace at, Map<String, Entry> letters, Shape shape) {
    if (shape != Shape.XML) {
      TablePart.section(letters, "root")
          .ifPresent(r -> problems.add(r.problem("Only an xml has a root.", "Delete it.")));
      return null;
    }
    TablePart.section(letters, "fields")
        .ifPresent(fields -> fields.entries(problems).values().forEach(f -> steps(f.key())));
    return part.one(at, letters, "root").map(this::element).orElse(null);
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
    return TablePart.section(parts, name).flatMap(expressions::compile).orElse(null);
  }
}
