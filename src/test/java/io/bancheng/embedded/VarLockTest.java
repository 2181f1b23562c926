package io.bancheng.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarLockTest {
  @TempDir Path directory;

  @Test
  void one_holder_at_a_time() {
    VarLock first = VarLock.acquire(directory.resolve("var"));

    assertThatThrownBy(() -> VarLock.acquire(first.directory()))
        .isInstanceOf(EmbeddedException.class)
        .hasMessage(
            "%s: in use by another hub (process %d). "
                + "Stop that one, or set BANCHENG_VAR to another directory.",
            first.directory(), ProcessHandle.current().pid())
        .extracting(it -> ((EmbeddedException) it).id())
        .isEqualTo("var-in-use");

    first.close();
    VarLock second = VarLock.acquire(directory.resolve("var"));
    assertThat(second.directory()).isAbsolute().isDirectory();
    second.close();
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> VarLock.acquire(file.resolve("var")))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("set BANCHENG_VAR elsewhere");
  }
}
