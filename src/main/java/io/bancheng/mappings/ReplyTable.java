package io.bancheng.mappings;

import io.bancheng.mappings.FieldTable.Choice;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * How one department's system replies: the {@code reply} of its file, and what belongs to it.
 *
 * @param zone in which times without one are meant
 * @param accepts which documents are taken; null if all are
 * @param items the replies in one document; null if a document is one reply
 * @param lookups its code lists by name
 * @param reply how each field of a reply is made
 */
record ReplyTable(
    String name,
    SourceFormat source,
    ZoneId zone,
    Choice accepts,
    Expression items,
    Map<String, Map<String, String>> lookups,
    Map<String, Field> reply) {

  /** How one field is made, and which code lists are asked for it. */
  record Field(Expression expression, List<String> lookups) {}

  /** The code list that was asked for that field and does not have the code; null if none was. */
  String missing(String field, String code) {
    return reply.get(field).lookups().stream()
        .filter(lookup -> !lookups.get(lookup).containsKey(code))
        .findFirst()
        .orElse(null);
  }
}
