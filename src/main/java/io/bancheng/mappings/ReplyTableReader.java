package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Problem;
import io.bancheng.mappings.ReplyTable.Field;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads how one department's system replies, and complains about everything wrong in it at once.
 */
final class ReplyTableReader {
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("source", "version", "zone", "accepts", "items", "lookups", "reply"));
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "eventType",
              "assignmentId",
              "occurredAt",
              "actor",
              "idempotencyKey",
              "text",
              "opinionText",
              "publicReplyText",
              "reasonText",
              "resultType",
              "policyBasis",
              "contactedReporterAt",
              "reasonCode",
              "legalBasis",
              "suggestedDept",
              "requestedWorkdays"));
  private static final List<String> NEEDED = List.of("eventType", "assignmentId", "occurredAt");

  private final List<Problem> problems;
  private final TablePart part;

  ReplyTableReader(List<Problem> problems) {
    this.problems = problems;
    this.part = new TablePart(problems);
  }

  /** The table; worth using only if no problem was added. */
  ReplyTable read(String name, YamlPlace root) {
    var keys = root.entries(problems);
    keys.values().stream()
        .filter(entry -> !DepartmentTableReader.KEYS.contains(entry.key().text(problems)))
        .forEach(entry -> part.known(entry.key(), "key", KEYS));
    part.one(root, keys, "version").map(part::version);
    var zone = TablePart.section(keys, "zone").map(this::zone).orElse(CanonicalJson.ZONE);
    var lookups = TablePart.section(keys, "lookups").map(part::lookups).orElse(Map.of());
    var expressions = new Expressions(Functions.with(lookups, zone), problems);
    return new ReplyTable(
        name,
        part.source(root, keys),
        zone,
        TablePart.section(keys, "accepts").map(at -> part.choice(at, expressions)).orElse(null),
        TablePart.section(keys, "items").flatMap(expressions::compile).orElse(null),
        lookups,
        part.one(root, keys, "reply").map(at -> reply(at, expressions, lookups)).orElse(Map.of()));
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

  private Map<String, Field> reply(
      YamlPlace at, Expressions expressions, Map<String, Map<String, String>> lookups) {
    var fields = new LinkedHashMap<String, Field>();
    var keys = at.entries(problems);
    NEEDED.forEach(name -> part.one(at, keys, name));
    keys.forEach(
        (name, entry) -> {
          if (part.known(entry.key(), "field of a reply", FIELDS)) {
            String text = entry.value().text(problems);
            var asked =
                lookups.keySet().stream().filter(l -> text.contains("$" + l + "(")).toList();
            expressions
                .compile(entry.value())
                .ifPresent(e -> fields.put(name, new Field(e, asked)));
          }
        });
    return fields;
  }
}
