package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A field table guessed from one message of a source, by the names and the looks of its values. It
 * is a beginning for a person to go over: what was not recognised is kept with the case.
 */
public final class Sketch {
  private static final List<String> NEEDED = List.of("envelope.sourceCaseId", "demand.content");
  private static final Set<String> TIMES = Set.of("envelope.sentAt", "demand.reportedAt");

  private final SourceFormat format;
  private final List<Leaf> open;
  private final Map<String, Leaf> sources = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> lookups = new LinkedHashMap<>();
  private final List<Leaf> columns;

  private Sketch(SourceFormat format, List<Leaf> leaves) {
    this.format = format;
    this.columns = leaves;
    this.open = new ArrayList<>(leaves);
  }

  /**
   * Guesses.
   *
   * @param format {@code json}, {@code xml}, {@code form} or {@code csv}
   * @param contentType as the sender would declare it, may be null
   * @throws Unacceptable if the sample is not of the format, or has nothing in it
   * @throws IllegalArgumentException if the format is none of these
   */
  public static Sketch of(String format, byte[] sample, String contentType) {
    var known = SourceFormat.byWord().get(format);
    if (known == null || known == SourceFormat.MAIL) {
      throw new IllegalArgumentException("No sketch is made of \"" + format + "\".");
    }
    var sketch = new Sketch(known, Leaf.of(tree(known, sample, contentType)));
    if (sketch.open.isEmpty()) {
      throw new Unacceptable(Unacceptable.Kind.INVALID, "The sample has no field with a value.");
    }
    sketch.guess();
    return sketch;
  }

  /** How the files of that format end, with which an example's name must end. */
  public static String suffix(String format) {
    return SourceFormat.byWord().get(format).suffix();
  }

  /** What was recognised: the field, and the path it comes from. */
  public Map<String, String> recognised() {
    var all = new LinkedHashMap<String, String>();
    sources.forEach((target, leaf) -> all.put(target, leaf.path()));
    return all;
  }

  /** Paths that were not recognised; their values are kept with the case. */
  public List<String> kept() {
    return open.stream().map(Leaf::path).toList();
  }

  /** Fields without which nothing becomes a case, and that were not found. */
  public List<String> missing() {
    var missing = new ArrayList<>(NEEDED);
    missing.removeAll(fields.keySet());
    if (fields.keySet().stream().noneMatch(TIMES::contains)) {
      missing.add("demand.reportedAt");
    }
    return missing;
  }

  /** The file. */
  public String table() {
    var text = new StringBuilder();
    text.append("# yaml-language-server: $schema=../docs/schemas/mapping.schema.json\n");
    text.append("# What each field of the source becomes in a case; guessed from one message.\n");
    text.append("# Left: a field of the canonical submission. Right: a JSONata expression.\n");
    text.append("source: %s\nversion: 1\n".formatted(format.name().toLowerCase(Locale.ROOT)));
    if (format == SourceFormat.CSV) {
      text.append("\n# A file without the needed columns is refused.\ncolumns:\n");
      text.append("  needed: [%s]\n".formatted(names(this::needed)));
      text.append("  optional: [%s]\n".formatted(names(leaf -> !needed(leaf))));
    }
    if (!lookups.isEmpty()) {
      text.append("\n# Add the source's other words; \"*\" is for all that are not listed.\n");
      text.append("lookups:\n");
      lookups.forEach((name, words) -> lookup(text, name, words));
    }
    text.append("\nfields:\n");
    missing().forEach(field -> text.append("  # TODO needed: %s: …\n".formatted(field)));
    fields.forEach((target, made) -> text.append("  %s: %s\n".formatted(target, quoted(made))));
    if (!open.isEmpty()) {
      text.append("  # Not recognised: give it a field, list it under \"ignore:\", or leave it.\n");
      var taken = new LinkedHashMap<String, Leaf>();
      open.forEach(leaf -> taken.put(extension(leaf, taken.keySet()), leaf));
      taken.forEach(
          (name, leaf) ->
              text.append("  extensions.%s: %s\n".formatted(name, quoted(leaf.path()))));
    }
    return text.toString();
  }

  private void guess() {
    documents();
    Hint.ALL.forEach(this::choose);
    if (format == SourceFormat.CSV) {
      fields.putIfAbsent("envelope.sourceCaseId", "_file and _row ? _file & \"#\" & _row");
    }
    contacts();
    if (sources.containsKey("reporter.idNumber")) {
      fields.put("reporter.idType", "%s ? \"111\"".formatted(path("reporter.idNumber")));
    }
    if (sources.containsKey("reporter.name")) {
      fields.put(
          "reporter.type",
          sources.containsKey("reporter.orgName")
              ? "%s ? \"ENTERPRISE\" : \"INDIVIDUAL\"".formatted(path("reporter.orgName"))
              : "\"INDIVIDUAL\"");
    }
  }

  private void choose(Hint hint) {
    open.stream()
        .filter(leaf -> !leaf.repeated() && hint.fits(leaf))
        .findFirst()
        .ifPresent(
            leaf -> {
              open.remove(leaf);
              sources.put(hint.target(), leaf);
              fields.put(hint.target(), hint.expression(leaf));
              if (!hint.words().isEmpty()) {
                lookups.put(hint.lookup(), hint.words());
              }
            });
  }

  private void contacts() {
    var contacts =
        open.stream().filter(leaf -> !leaf.repeated()).filter(Hint.CONTACT::fits).toList();
    if (!contacts.isEmpty()) {
      open.removeAll(contacts);
      sources.put("reporter.contacts", contacts.get(0));
      fields.put(
          "reporter.contacts",
          contacts.stream().map(Leaf::path).collect(Collectors.joining(", ", "[", "]")));
    }
  }

  /** A list of objects of which one field is an address of something. */
  private void documents() {
    open.stream()
        .filter(Leaf::repeated)
        .filter(leaf -> leaf.value().matches("(?i)(https?|ftp)://\\S+"))
        .findFirst()
        .ifPresent(
            url -> {
              int dot = url.path().lastIndexOf('.');
              String list = url.path().substring(0, dot < 0 ? 0 : dot);
              var name =
                  open.stream()
                      .filter(leaf -> leaf.path().startsWith(list + "."))
                      .filter(leaf -> leaf.plainName().matches(".*name|.*名称?"))
                      .findFirst();
              if (!list.isEmpty() && name.isPresent()) {
                fields.put(
                    "attachments",
                    "%s.{ \"name\": %s, \"sourceUrl\": %s }"
                        .formatted(list, last(name.get()), last(url)));
                sources.put("attachments", url);
                open.removeAll(List.of(url, name.get()));
              }
            });
  }

  /** Whether a file without that column is of no use. */
  private boolean needed(Leaf leaf) {
    return sources.entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().equals(leaf)
                    && (NEEDED.contains(e.getKey()) || TIMES.contains(e.getKey())));
  }

  private static String last(Leaf leaf) {
    return leaf.path().substring(leaf.path().lastIndexOf('.') + 1);
  }

  private String path(String target) {
    return sources.get(target).path();
  }

  private String names(Predicate<Leaf> which) {
    return columns.stream()
        .filter(which)
        .map(leaf -> quoted(leaf.name()))
        .collect(Collectors.joining(", "));
  }

  private static void lookup(StringBuilder text, String name, Map<String, String> words) {
    text.append("  %s:\n".formatted(name));
    words.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(word -> text.append("    %s: %s\n".formatted(word.getKey(), word.getValue())));
  }

  private static String extension(Leaf leaf, Set<String> taken) {
    String plain = leaf.name().replaceAll("\\W", "");
    String name = plain.isEmpty() ? "field" : plain;
    String free = name;
    for (int n = 2; taken.contains(free); n++) {
      free = name + n;
    }
    return free;
  }

  /** A value as YAML reads it, in quotes where it must have them. */
  private static String quoted(String text) {
    boolean plain =
        text.matches("[\\p{L}_$][^#:\\[\\]{}`\"']*") && !text.matches("(?i)null|true|false|yes|no");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  private static Object tree(SourceFormat format, byte[] sample, String contentType) {
    if (format != SourceFormat.CSV) {
      return format.read(sample, contentType, ReadingLimits.DEFAULTS).tree();
    }
    var all = new LinkedHashMap<String, String>();
    SourceCsv.rows(sample, contentType).forEach(row -> row.forEach(all::putIfAbsent));
    return all;
  }
}
