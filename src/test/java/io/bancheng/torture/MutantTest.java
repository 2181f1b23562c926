package io.bancheng.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mutant whose statement the hub does not send any more breaks no rule. */
class MutantTest {
  private static final Path STATEMENTS = Path.of("src/main/java/io/bancheng/ledger");

  @ParameterizedTest
  @CsvSource({
    "H2_ANY_ORDER, order by id desc",
    "H5_MARK_FORGETS_THE_ANSWER, 'acked_at = null,'",
    "H5_MARK_FORGETS_THE_ANSWER, pg_sleep(0.3)",
    "H7_NO_CASE_LOCK, pg_sleep(0.01)",
    "H7_NO_CASE_LOCK, on conflict do nothing",
    "H8_NO_EPOCH, epoch < ? and false",
  })
  void finds_every_statement_that_it_changes(Mutant mutant, String change) throws IOException {
    try (var files = Files.list(STATEMENTS)) {
      assertThat(files.map(MutantTest::text))
          .anyMatch(hub -> many(mutant.statement(hub), change) > many(hub, change));
    }
  }

  private static int many(String text, String part) {
    return text.split(Pattern.quote(part), -1).length;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
