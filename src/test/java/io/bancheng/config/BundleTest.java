package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final String TABLE = "tables/routing.csv";

  @TempDir Path folder;
  private OperatorFiles files;

  @BeforeEach
  void some_files() throws IOException {
    files =
        new OperatorFiles(
            folder.resolve("settings"), folder.resolve("mappings"), folder.resolve("routes"));
    write(files.config().resolve(TABLE), "# rules\na\nb\nc\nd\ne\nf\ng\nh\n");
    write(files.config().resolve("review.yaml"), "# review\n");
    write(files.routes().resolve("accept.camel.yaml"), "# accept\r\n");
  }

  @Test
  void a_packed_version_is_the_same_version_byte_for_byte() throws IOException {
    var before = Bundle.of(files);
    var kept = Bundle.unpack(before.pack());
    write(files.config().resolve(TABLE), "other");
    Files.delete(files.config().resolve("review.yaml"));
    write(files.config().resolve("channels/new.yaml"), "# new");
    write(files.config().resolve(".routing.csv.swp"), "an editor's");
    kept.into(files);

    assertThat(kept.version()).isEqualTo(before.version());
    assertThat(Bundle.of(files).version()).isEqualTo(before.version()).isEqualTo(files.version());
    assertThat(files.config().resolve("channels/new.yaml")).doesNotExist();
    assertThat(files.config().resolve(".routing.csv.swp")).exists();
    assertThat(files.routes().resolve("accept.camel.yaml")).hasContent("# accept\r\n");
  }

  @Test
  void what_changed_is_told_line_by_line() throws IOException {
    var before = Bundle.of(files);
    write(files.config().resolve(TABLE), "# rules\na\nb\nc\nD\nd\ne\nf\ng\n");
    Files.delete(files.config().resolve("review.yaml"));
    var after = Bundle.of(files);

    assertThat(after.changedSince(before))
        .containsExactly("config/review.yaml", "config/tables/routing.csv");
    assertThat(after.diffSince(before))
        .isEqualTo(
            """
            --- a/config/review.yaml
            +++ /dev/null
            @@ -1,1 +0,0 @@
            -# review
            --- a/config/tables/routing.csv
            +++ b/config/tables/routing.csv
            @@ -2,8 +2,8 @@
             a
             b
             c
            +D
             d
             e
             f
             g
            -h
            """);
    assertThat(after.diffSince(after)).isEmpty();
    assertThat(after.writer(files, before)).isPresent();
  }

  @Test
  void nothing_is_written_outside_of_the_folders() {
    var odd = Bundle.unpack(new Zip("config/../../out.yaml").packed());

    assertThatThrownBy(() -> odd.into(files)).isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.getParent().resolve("out.yaml")).doesNotExist();
  }

  private record Zip(String entry) {
    byte[] packed() {
      var bytes = new java.io.ByteArrayOutputStream();
      try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
        zip.putNextEntry(new java.util.zip.ZipEntry(entry));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return bytes.toByteArray();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
