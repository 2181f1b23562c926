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
 * @param paging how a page of them says where it stands among others; null if it does not
 * @param lookups its code lists by name
 * @param reply how each field of a reply is made
 */
record ReplyTable(
    String name,
    SourceFormat source,
    ZoneId zone,
    Choice accepts,
    Expression items,
    Paging paging,
    Map<String, Map<String, String>> lookups,
    Map<String, Field> reply) {

  /**
   * What is read of a page besides its replies.
   *
   * @param cursor the marks by which the next look asks for what is new; null if there are none
   * @param next where the next page is; null if it does not say
   */
  record Paging(Expression cursor, Expression next) {}

  /** How one field is made, and which code lists are asked for it. */
  record Field(Expression expression, List<String> lookups) {}

  /** Whether a page has marks by which the next look asks for what is new. */
  boolean marks() {
    return paging != null && paging.cursor() != null;
  }

  /** The code list that was asked for that field and does not have the code; null if none was. */
  String missing(String field, String code) {
    return reply.get(field).lookups().stream()
        .filter(lookup -> !lookups.get(lookup).containsKey(code))
        .findFirst()
        .orElse(null);
  }
}
