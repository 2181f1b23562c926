package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Problem;
import io.bancheng.mappings.YamlPlace.Entry;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a department's own words, for the way out and for the way back, and complains about
 * everything that is wrong in them at once.
 */
final class DepartmentTableReader {
  private static final Set<String> COMMON = Set.of("version", "zone", "lookups");
  static final Set<String> KEYS =
      Stream.of(COMMON, ReplyTableReader.KEYS, LetterTableReader.KEYS)
          .flatMap(Set::stream)
          .collect(Collectors.toCollection(TreeSet::new));

  private final List<Problem> problems;
  private final TablePart part;

  /**
   * What both ways have in common.
   *
   * @param zone in which times without one are meant
   * @param lookups the code lists by name
   */
  record Common(
      String name,
      ZoneId zone,
      Map<String, Map<String, String>> lookups,
      Expressions expressions) {}

  DepartmentTableReader(List<Problem> problems) {
    this.problems = problems;
    this.part = new TablePart(problems);
  }

  /** The table; worth using only if no problem was added. */
  DepartmentTable read(String name, YamlPlace root) {
    var keys = root.entries(problems);
    keys.values().forEach(entry -> part.known(entry.key(), "key", KEYS));
    part.one(root, keys, "version").map(part::version);
    boolean told = any(keys, LetterTableReader.KEYS);
    boolean replies = !told || any(keys, ReplyTableReader.KEYS);
    var common = common(name, keys);
    return new DepartmentTable(
        name,
        replies ? new ReplyTableReader(problems, common).read(root, keys) : null,
        told ? new LetterTableReader(problems, common).read(root, keys) : null);
  }

  private Common common(String name, Map<String, Entry> keys) {
    var zone = TablePart.section(keys, "zone").map(this::zone).orElse(CanonicalJson.ZONE);
    var lookups = TablePart.section(keys, "lookups").map(part::lookups).orElse(Map.of());
    return new Common(
        name, zone, lookups, new Expressions(Functions.with(lookups, zone), problems));
  }

  private ZoneId zone(YamlPlace at) {
    try {
      return ZoneId.of(at.text(problems));
    } catch (DateTimeException e) {
      problems.add(
          at.problem(
              "\"" + at.text(problems) + "\" is no time zone.",
              "Write one such as Asia/Shanghai or UTC."));
      return CanonicalJson.ZONE;
    }
  }

  private static boolean any(Map<String, Entry> keys, Set<String> of) {
    return of.stream().anyMatch(keys::containsKey);
  }
}
