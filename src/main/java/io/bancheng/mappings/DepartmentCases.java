package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.MappingCases.Difference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the examples beside a department's file: what it replies in the folder itself, {@code
 * letters/name.json} of the hub with {@code letters/name.expected.*} in the department's own bytes,
 * and {@code receipts/} with {@code {"receipt": "TAKEN"}}.
 */
record DepartmentCases(Differences differences) {
  private static final String EXPECTED = ".expected.";

  void run(DepartmentMapping mapping, Path folder) {
    mapping.replies().ifPresent(replies -> replies(replies, folder));
    mapping
        .letters()
        .ifPresent(
            letters -> {
              letters(letters, folder.resolve("letters"));
              receipts(letters, folder.resolve("receipts"));
            });
  }

  private void replies(ReplyMapping mapping, Path folder) {
    for (CaseFiles files : CaseFiles.in(folder, mapping.table().source())) {
      differences.compare(
          files.expected().toString(), "", expectation(files), replies(mapping, files));
    }
  }

  private static JsonNode replies(ReplyMapping mapping, CaseFiles files) {
    if (!mapping.takesApart()) {
      return reply(mapping, files.raw(), files.contentType());
    }
    var all = CanonicalJson.MAPPER.createArrayNode();
    mapping
        .items(files.raw(), files.contentType())
        .forEach(item -> all.add(reply(mapping, item, ReplyMapping.ITEM)));
    return all;
  }

  /** The department is not said by the message, so no expectation names it. */
  private static JsonNode reply(ReplyMapping mapping, byte[] raw, String contentType) {
    var outcome = CanonicalJson.MAPPER.createObjectNode();
    try {
      var reply = mapping.read(raw, contentType, new DepartmentId("340000", "any"));
      var said = CanonicalJson.MAPPER.readTree(CanonicalJson.write(reply));
      ((ObjectNode) said).remove(List.of("department", "caseNo"));
      return outcome.set("reply", said);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (Unacceptable e) {
      return outcome.put("refused", e.kind().name());
    }
  }

  private void letters(DepartmentDialect dialect, Path folder) {
    for (CaseFiles files : CaseFiles.in(folder, SourceFormat.JSON)) {
      Path beside = beside(files.input(), dialect.suffix());
      byte[] actual = dialect.letter(new String(files.raw(), StandardCharsets.UTF_8));
      if (!Files.exists(beside)) {
        differences.add(
            new Difference(beside.toString(), "", "the letter in its words", dialect.text(actual)));
      } else if (!dialect.same(bytes(beside), actual)) {
        differences.add(
            new Difference(
                beside.toString(), "", dialect.text(bytes(beside)), dialect.text(actual)));
      }
    }
  }

  private void receipts(DepartmentDialect dialect, Path folder) {
    for (CaseFiles files : CaseFiles.in(folder, dialect.receiptFormat())) {
      var receipt = dialect.receipt(files.raw(), files.contentType());
      differences.compare(
          files.expected().toString(),
          "",
          expectation(files),
          CanonicalJson.MAPPER.createObjectNode().put("receipt", receipt.name()));
    }
  }

  private static JsonNode expectation(CaseFiles files) {
    return files.complete() ? files.expectation() : MissingNode.getInstance();
  }

  private static Path beside(Path input, String suffix) {
    String name = input.getFileName().toString();
    return input.resolveSibling(name.substring(0, name.lastIndexOf('.')) + EXPECTED + suffix);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
