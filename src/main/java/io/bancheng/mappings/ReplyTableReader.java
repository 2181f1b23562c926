package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.mappings.DepartmentTableReader.Common;
import io.bancheng.mappings.ReplyTable.Field;
import io.bancheng.mappings.ReplyTable.Paging;
import io.bancheng.mappings.YamlPlace.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads how one department's system replies. What else stands in its file others read. */
final class ReplyTableReader {
  /** The keys of a department's file that are about replies. */
  static final Set<String> KEYS = Set.of("source", "accepts", "items", "page", "reply");

  static final Set<String> FIELDS =
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
  static final Set<String> PAGE = new TreeSet<>(Set.of("cursor", "next"));
  private static final List<String> NEEDED = List.of("eventType", "assignmentId", "occurredAt");

  private final List<Problem> problems;
  private final TablePart part;
  private final Common common;

  ReplyTableReader(List<Problem> problems, Common common) {
    this.problems = problems;
    this.part = new TablePart(problems);
    this.common = common;
  }

  ReplyTable read(YamlPlace root, Map<String, Entry> keys) {
    var expressions = common.expressions();
    return new ReplyTable(
        common.name(),
        part.source(root, keys),
        common.zone(),
        TablePart.section(keys, "accepts").map(at -> part.choice(at, expressions)).orElse(null),
        TablePart.section(keys, "items").flatMap(expressions::compile).orElse(null),
        TablePart.section(keys, "page").map(this::paging).orElse(null),
        common.lookups(),
        part.one(root, keys, "reply").map(this::reply).orElse(Map.of()));
  }

  private Paging paging(YamlPlace at) {
    var keys = at.entries(problems);
    keys.values().forEach(entry -> part.known(entry.key(), "key", PAGE));
    var expressions = common.expressions();
    return new Paging(
        TablePart.section(keys, "cursor").flatMap(expressions::compile).orElse(null),
        TablePart.section(keys, "next").flatMap(expressions::compile).orElse(null));
  }

  private Map<String, Field> reply(YamlPlace at) {
    var fields = new LinkedHashMap<String, Field>();
    var keys = at.entries(problems);
    NEEDED.forEach(name -> part.one(at, keys, name));
    keys.forEach(
        (name, entry) -> {
          if (part.known(entry.key(), "field of a reply", FIELDS)) {
            String text = entry.value().text(problems);
            var asked =
                common.lookups().keySet().stream()
                    .filter(l -> text.contains("$" + l + "("))
                    .toList();
            common
                .expressions()
                .compile(entry.value())
                .ifPresent(e -> fields.put(name, new Field(e, asked)));
          }
        });
    return fields;
  }
}
