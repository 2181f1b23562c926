package io.bancheng.mappings;

import io.bancheng.mappings.FieldTable.Field;
import java.nio.charset.Charset;
import java.util.List;

/**
 * In which words one department is told, and what its receipts mean: the {@code letters} and {@code
 * receipt} of its file.
 *
 * @param root the outermost element of an XML, null for other shapes
 * @param fields how the hub's letters are put into its words
 * @param taken says of a receipt that the letter was taken; null if every readable one does
 * @param refused says of a receipt that the letter was refused; null if none does
 * @param absent says of the answer to a question that the letter never came; null if none does
 */
record LetterTable(
    String name,
    Shape shape,
    Charset charset,
    String root,
    List<Field> fields,
    Expression taken,
    Expression refused,
    Expression absent) {

  /** What its system reads. */
  enum Shape {
    JSON("application/json"),
    XML("application/xml"),
    /** A header and one row. */
    CSV("text/csv"),
    FORM("application/x-www-form-urlencoded");

    final String mediaType;

    Shape(String mediaType) {
      this.mediaType = mediaType;
    }
  }
}
