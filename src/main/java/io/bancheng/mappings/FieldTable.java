package io.bancheng.mappings;

import java.util.List;
import java.util.Set;

/**
 * What a file in {@code mappings/} says about one source format.
 *
 * @param id {@code hotline-json@1}
 * @param accepts which messages of the source are cases; null if all are
 * @param ignored source leaves that are dropped on purpose, such as {@code data.mainOrg}
 * @param fieldsAt where the table of fields stands in the file
 */
record FieldTable(
    String name,
    String id,
    Accepts accepts,
    List<Field> fields,
    Set<String> ignored,
    YamlPlace fieldsAt) {

  /** Which messages are taken, and what the sender of another is told. */
  record Accepts(Expression when, String message) {}

  /**
   * One line: where the value goes and how it is made.
   *
   * @param type JSON type that the schema wants there
   */
  record Field(List<String> target, String type, Expression expression) {
    String pointer() {
      return "/" + String.join("/", target);
    }
  }
}
