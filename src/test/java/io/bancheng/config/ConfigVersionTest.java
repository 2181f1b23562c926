package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigVersionTest {
  @TempDir Path folder;

  @Test
  void the_version_changes_with_every_byte_and_name_in_the_three_folders() throws IOException {
    String empty = version();
    write("config/a.yaml", "1");
    String first = version();
    write("routes/a.yaml", "1");
    String second = version();
    write("routes/a.yaml", "2");

    assertThat(version()).isNotEqualTo(second).matches("[0-9a-f]{64}");
    assertThat(second).isNotEqualTo(first);
    assertThat(first).isNotEqualTo(empty);
  }

  @Test
  void the_version_does_not_depend_on_where_the_folders_are() throws IOException {
    write("config/tables/a.csv", "x");
    String here = version();
    Files.move(folder.resolve("config"), folder.resolve("elsewhere"));

    assertThat(
            ConfigFiles.read(
                    folder.resolve("elsewhere"),
                    folder.resolve("mappings"),
                    folder.resolve("routes"))
                .version())
        .isEqualTo(here);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private String version() {
    return ConfigFiles.read(
            folder.resolve("config"), folder.resolve("mappings"), folder.resolve("routes"))
        .version();
  }
}
