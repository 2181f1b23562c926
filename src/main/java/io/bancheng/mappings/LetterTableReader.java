package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.DepartmentTableReader.Common;
import io.bancheng.mappings.LetterTable.Shape;
import io.bancheng.mappings.YamlPlace.Entry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads in which words one department is told. What else stands in its file others read. */
final class LetterTableReader {
  /** The keys of a department's file that are about letters. */
  static final Set<String> KEYS = Set.of("letters", "receipt");

  static final Set<String> LETTERS = new TreeSet<>(Set.of("as", "charset", "root", "fields"));
  static final Set<String> RECEIPT = new TreeSet<>(Set.of("taken", "refused", "absent"));
  static final Set<String> SHAPES = new TreeSet<>(Set.of("json", "xml", "csv", "form"));
  static final Set<String> CHARSETS = new TreeSet<>(Set.of("UTF-8", "GB18030"));
  private static final Pattern ELEMENT = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  private final List<Problem> problems;
  private final TablePart part;
  private final Common common;

  LetterTableReader(List<Problem> problems, Common common) {
    this.problems = problems;
    this.part = new TablePart(problems);
    this.common = common;
  }

  LetterTable read(YamlPlace root, Map<String, Entry> keys) {
    var at = part.one(root, keys, "letters");
    var letters = at.map(l -> parts(l, LETTERS)).orElse(Map.of());
    var receipt = TablePart.section(keys, "receipt").map(r -> parts(r, RECEIPT)).orElse(Map.of());
    var shape = at.map(l -> shape(l, letters)).orElse(Shape.JSON);
    return new LetterTable(
        common.name(),
        shape,
        TablePart.section(letters, "charset").map(this::charset).orElse(StandardCharsets.UTF_8),
        at.map(l -> outermost(l, letters, shape)).orElse(null),
        at.flatMap(l -> part.one(l, letters, "fields"))
            .map(f -> part.answers(f, common.expressions()))
            .orElse(List.of()),
        expression(receipt, "taken"),
        expression(receipt, "refused"),
        expression(receipt, "absent"));
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

  private Expression expression(Map<String, Entry> parts, String name) {
    return TablePart.section(parts, name).flatMap(common.expressions()::compile).orElse(null);
  }
}
