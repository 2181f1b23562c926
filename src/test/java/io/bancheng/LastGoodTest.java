package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.config.OperatorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodTest {
  private static final OperatorFiles SHIPPED =
      new OperatorFiles(Path.of("config"), Path.of("mappings"), Path.of("routes"));

  @TempDir Path var;

  @Test
  void what_was_in_force_is_kept_as_a_whole() {
    var lastGood = new LastGood(var.resolve("last-good"));
    assertThat(lastGood.exists()).isFalse();
    lastGood.keep(SHIPPED, SHIPPED.version());
    assertThat(lastGood.files().version()).isEqualTo(SHIPPED.version());
  }

  @Test
  void files_that_changed_meanwhile_are_not_kept() throws IOException {
    var lastGood = new LastGood(var.resolve("last-good"));
    lastGood.keep(SHIPPED, "another version");
    assertThat(lastGood.exists()).isFalse();
    assertThat(Files.list(var).map(Path::getFileName).map(Path::toString))
        .allMatch(name -> name.equals("last-good.next"));
  }
}
