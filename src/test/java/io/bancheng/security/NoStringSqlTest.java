package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A statement consists of literals and constants; whatever varies is bound. */
class NoStringSqlTest {
  private static final Path CODE = Path.of("src/main/java/io/bancheng");

  /** These join names, conditions and numbers that stand as constants in the same class. */
  private static final List<String> OWN_NAMES =
      List.of(
          "Erasure.java", "Arrivals.java", "Resealer.java", "DrillDown.java", "FactTables.java");

  /** A literal that begins like a statement, followed by something that is no constant. */
  private static final Pattern JOINED =
      Pattern.compile(
          "\"\\s*(?:select|insert|update|delete|with|copy|merge)\\b[^\";]*\"\\s*\\+\\s*(?-i:[a-z])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FORMATTED =
      Pattern.compile(
          "\"\"\"\\s*(?:select|insert|update|delete|with)\\b[^;]*?\"\"\"\\s*\\.formatted\\(",
          Pattern.CASE_INSENSITIVE);

  @Test
  void sql_is_written_and_never_put_together() throws IOException {
    try (var files = Stream.of("ledger", "report").flatMap(NoStringSqlTest::classes)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(20);
      assertThat(all.stream().filter(NoStringSqlTest::joins))
          .allMatch(file -> OWN_NAMES.contains(file.getFileName().toString()));
    }
  }

  private static Stream<Path> classes(String room) {
    try {
      return Files.walk(CODE.resolve(room)).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean joins(Path file) {
    try {
      String code = Files.readString(file);
      return JOINED.matcher(code).find() || FORMATTED.matcher(code).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
