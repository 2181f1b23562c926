package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The examples beside a field table: {@code name.json} (or what its format is called) is what came
 * in, {@code name.expected.json} what must be made of it.
 */
record CaseFiles(Path input, Path expected) {
  private static final String EXPECTED = ".expected.json";

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

  boolean complete() {
    return Files.exists(expected);
  }

  byte[] raw() {
    try {
      return Files.readAllBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
