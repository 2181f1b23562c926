package io.bancheng.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mutant whose statement the hub does not send any more breaks no rule. */
class MutantTest {
  private static final Path STATEMENTS = Path.of("src/main/java/io/bancheng/ledger");

  @ParameterizedTest
  @EnumSource(
      names = {"H2_ANY_ORDER", "H5_MARK_FORGETS_THE_ANSWER", "H7_NO_CASE_LOCK", "H8_NO_EPOCH"})
  void finds_the_statement_that_it_changes(Mutant mutant) throws IOException {
    try (var files = Files.list(STATEMENTS)) {
      assertThat(files.map(MutantTest::text)).anyMatch(hub -> !mutant.statement(hub).equals(hub));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
