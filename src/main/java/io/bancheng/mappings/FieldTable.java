package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file in {@code mappings/} says about one source format.
 *
 * @param id {@code hotline-json@1}
 * @param columns the columns of a table that this reads the rows of; null for other sources
 * @param accepts which messages of the source are taken; null if all are
 * @param nothing which messages are kept and not acted on, and why; null if none are
 * @param note how a message that speaks of a known case is read, by the note's fields; empty if the
 *     source sends none
 * @param answers how the hub's answers are put into the source's own words; empty if they are not
 * @param ignored source leaves that are dropped on purpose, such as {@code data.mainOrg}
 * @param fieldsAt where the table of fields stands in the file
 */
record FieldTable(
    String name,
    String id,
    SourceFormat source,
    Columns columns,
    Choice accepts,
    Choice nothing,
    Map<String, Expression> note,
    List<Field> fields,
    List<Field> answers,
    Set<String> ignored,
    YamlPlace fieldsAt) {

  /**
   * Takes a file of the source apart into rows.
   *
   * @throws Unacceptable if it is no table with the needed columns, or the source has no tables
   */
  Sheet sheet(byte[] file) {
    if (columns == null) {
      throw new Unacceptable(Unacceptable.Kind.INVALID, "此渠道不接收表格文件（" + id + "）。");
    }
    return SheetReader.read(TableText.detected(file), columns);
  }

  /** Some of the messages, and what is said about them. */
  record Choice(Expression when, String message) {
    boolean of(Object input) {
      return Boolean.TRUE.equals(when.on(input));
    }
  }

  /**
   * One line: where the value goes and how it is made.
   *
   * @param kind what the schema wants there
   */
  record Field(List<String> target, Target kind, Expression expression) {
    String pointer() {
      return "/" + String.join("/", target);
    }
  }
}
