package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.FieldTable.Field;
import io.bancheng.mappings.LetterTable.Shape;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A department's own words for the hub's letters, and how its receipts are read: {@code
 * mappings/departments/<name>.yaml}. Without such a file the letter goes out as it is.
 */
public final class DepartmentDialect {
  /** The hub's own JSON; any JSON or nothing at all is a receipt. */
  public static final DepartmentDialect PLAIN = new DepartmentDialect(null);

  private static final int MOST = 1 << 20;

  private final LetterTable table;

  DepartmentDialect(LetterTable table) {
    this.table = table;
  }

  /** The media type of its letters, with the charset. */
  public String contentType() {
    return shape().mediaType + "; charset=" + charset().name();
  }

  /** A letter of the hub (JSON) as its system reads it. */
  public byte[] letter(String canonical) {
    if (table == null) {
      return canonical.getBytes(StandardCharsets.UTF_8);
    }
    var said = new Dialect(table.name(), table.fields()).said(canonical);
    String text =
        switch (table.shape()) {
          case JSON -> said.toString();
          case XML -> XmlText.of(table.root(), said, charset());
          case CSV -> csv(said);
          case FORM -> form(said);
        };
    return text.getBytes(charset());
  }

  /**
   * What its system answered.
   *
   * @param body as it came
   * @param contentType as it came, null if none did
   */
  public Receipt receipt(byte[] body, String contentType) {
    try {
      Object said = body.length == 0 ? null : read(body, contentType);
      return table == null || table.taken() == null ? Receipt.TAKEN : judged(said);
    } catch (Unacceptable | IOException | Expression.Failed e) {
      return Receipt.UNCLEAR;
    }
  }

  /** How the files of its letters end. */
  public String suffix() {
    return shape() == Shape.FORM ? "txt" : shape().name().toLowerCase(Locale.ROOT);
  }

  /** The format of its receipts. */
  SourceFormat receiptFormat() {
    return shape() == Shape.XML ? SourceFormat.XML : SourceFormat.JSON;
  }

  /** Bytes of its own as text. */
  String text(byte[] letter) {
    return new String(letter, charset()).stripTrailing();
  }

  /** Whether both say the same: a JSON as a tree, anything else to the letter but for its end. */
  boolean same(byte[] one, byte[] other) {
    if (shape() != Shape.JSON) {
      return text(one).equals(text(other));
    }
    try {
      return CanonicalJson.MAPPER
          .readTree(text(one))
          .equals(CanonicalJson.MAPPER.readTree(text(other)));
    } catch (IOException e) {
      return false;
    }
  }

  private Receipt judged(Object said) {
    if (Boolean.TRUE.equals(table.taken().on(said))) {
      return Receipt.TAKEN;
    }
    if (table.refused() != null && Boolean.TRUE.equals(table.refused().on(said))) {
      return Receipt.REFUSED;
    }
    boolean absent = table.absent() != null && Boolean.TRUE.equals(table.absent().on(said));
    return absent ? Receipt.ABSENT : Receipt.UNCLEAR;
  }

  private Object read(byte[] body, String contentType) throws IOException {
    boolean xml = shape() == Shape.XML;
    if (xml) {
      return SourceXml.read(body, contentType, ReadingLimits.DEFAULTS);
    }
    if (body.length > MOST) {
      throw new IOException("too large");
    }
    var charset = SourceText.declared(contentType).orElse(StandardCharsets.UTF_8);
    JsonNode said = CanonicalJson.MAPPER.readTree(SourceText.decode(body, charset));
    if (!said.isContainerNode()) {
      throw new IOException("no object");
    }
    return CanonicalJson.MAPPER.convertValue(said, Object.class);
  }

  private String form(JsonNode said) {
    var form = new StringJoiner("&");
    table
        .fields()
        .forEach(
            field -> {
              var value = said.at(field.pointer());
              if (!value.isMissingNode() && !value.isNull()) {
                form.add(escaped(name(field)) + "=" + escaped(cell(value)));
              }
            });
    return form.toString();
  }

  /** Every column in every letter; UTF-8 has a mark, so that spreadsheets show it right. */
  private String csv(JsonNode said) {
    var fields = table.fields();
    String mark = charset().equals(StandardCharsets.UTF_8) ? "\uFEFF" : "";
    return mark
        + CsvText.line(fields.stream().map(DepartmentDialect::name).toList())
        + CsvText.shown(fields.stream().map(field -> cell(said.at(field.pointer()))).toList());
  }

  private static String name(Field field) {
    return String.join(".", field.target());
  }

  private static String cell(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }

  private String escaped(String text) {
    return URLEncoder.encode(text, charset());
  }

  private Shape shape() {
    return table == null ? Shape.JSON : table.shape();
  }

  private Charset charset() {
    return table == null ? StandardCharsets.UTF_8 : table.charset();
  }
}
