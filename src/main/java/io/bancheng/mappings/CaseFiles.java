package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bancheng.canonical.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The examples beside a field table: {@code name.json} (or what its format is called) is what came
 * in, {@code name.expected.json} what must be made of it. A file {@code name.http} is a request:
 * its head with the content type, an empty line, its body. A table is as many examples as it has
 * rows, and what is expected is a list with a {@code row} in each entry.
 */
record CaseFiles(Path input, Path expected) {
  private static final String EXPECTED = ".expected.json";
  private static final String ARRIVED = "2026-01-01T00:00:00+08:00";
  private static final String REQUEST = ".http";
  private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");
  private static final Pattern CONTENT_TYPE =
      Pattern.compile(
          "^content-type:[ \\t]*([^\\r\\n]*)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** Every example of the folder, by name; none if there is no folder. */
  static List<CaseFiles> in(Path folder, SourceFormat format) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith("." + format.suffix()))
          .filter(f -> !f.toString().endsWith(EXPECTED))
          .sorted()
          .map(f -> new CaseFiles(f, beside(f)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One message and what must be made of it.
   *
   * @param place the expectation, and its row if it has one
   * @param raw null for a row that the table does not have, or leaves blank
   */
  record Example(String place, byte[] raw, String contentType, JsonNode expectation) {}

  /** The messages in the file; the expectation is missing where none was given. */
  List<Example> examples(FieldTable table) {
    var expectation = complete() ? expectation() : MissingNode.getInstance();
    return table.columns() == null
        ? List.of(new Example(expected.toString(), raw(), contentType(), expectation))
        : rows(table, expectation);
  }

  private List<Example> rows(FieldTable table, JsonNode expectation) {
    var raw = new TreeMap<Integer, byte[]>();
    expectation.forEach(entry -> raw.put(entry.path("row").asInt(), null));
    String name = input.getFileName().toString();
    table.sheet(raw()).rows().forEach(r -> raw.put(r.number(), r.message(name, ARRIVED)));
    var examples = new ArrayList<Example>();
    raw.forEach(
        (row, bytes) ->
            examples.add(
                new Example(
                    expected + " row " + row, bytes, Sheet.ROW_TYPE, entry(expectation, row))));
    return examples;
  }

  private static JsonNode entry(JsonNode expectation, int row) {
    for (JsonNode entry : expectation) {
      if (entry.path("row").asInt() == row) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }

  boolean complete() {
    return Files.exists(expected);
  }

  byte[] raw() {
    byte[] file = bytes();
    return Arrays.copyOfRange(file, head(file), file.length);
  }

  /** As the request's head declares it, null if there is no head. */
  String contentType() {
    byte[] file = bytes();
    var declared =
        CONTENT_TYPE.matcher(new String(file, 0, head(file), StandardCharsets.ISO_8859_1));
    return declared.find() ? declared.group(1) : null;
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long the head of a request is. */
  private int head(byte[] file) {
    var empty = EMPTY_LINE.matcher(new String(file, StandardCharsets.ISO_8859_1));
    return input.toString().endsWith(REQUEST) && empty.find() ? empty.end() : 0;
  }

  JsonNode expectation() {
    try {
      return CanonicalJson.MAPPER.readTree(Files.readAllBytes(expected));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path beside(Path input) {
    String name = input.getFileName().toString();
    return input.resolveSibling(name.substring(0, name.lastIndexOf('.')) + EXPECTED);
  }
}
