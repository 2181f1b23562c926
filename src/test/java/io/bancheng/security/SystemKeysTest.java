package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemKeysTest {
  private static final String HOTLINE = "channel.hotline";
  private static final String YBJ = "department.340882.ybj";

  @TempDir Path var;
  private Path folder;
  private SystemKeys keys;

  @BeforeEach
  void open() {
    folder = var.resolve("keys");
    keys = new SystemKeys(folder);
  }

  @Test
  void each_system_gets_one_secret_and_only_once() throws IOException {
    assertThat(keys.ensure(List.of(HOTLINE, YBJ))).containsExactly(HOTLINE, YBJ);
    String first = secret(HOTLINE);

    assertThat(keys.ensure(List.of(HOTLINE, YBJ, "staff.admin"))).containsExactly("staff.admin");

    assertThat(secret(HOTLINE)).isEqualTo(first).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(Files.readAllLines(folder.resolve(YBJ + ".key"))).hasSize(1);
  }

  @Test
  void keys_are_readable_by_the_hubs_user_only() throws IOException {
    assumeThat(PrivateDirectory.hasPosixModes(var)).isTrue();
    keys.ensure(List.of(HOTLINE));
    keys.rotate(HOTLINE);

    assertThat(modes(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2).allSatisfy(it -> assertThat(modes(it)).isEqualTo("rw-------"));
    }
  }

  @Test
  void a_secret_opens_the_door_of_its_own_system_only() throws IOException {
    keys.ensure(List.of(HOTLINE, YBJ));

    assertThat(keys.authenticate(HOTLINE, secret(HOTLINE))).contains(HOTLINE);
    assertThat(keys.authenticate(secret(YBJ))).contains(YBJ);
    assertThat(keys.authenticate(HOTLINE, secret(YBJ))).isEmpty();
    assertThat(keys.authenticate(HOTLINE, null)).isEmpty();
    assertThat(keys.authenticate("channel.unknown", secret(YBJ))).isEmpty();
    assertThat(keys.authenticate("../" + HOTLINE, secret(HOTLINE))).isEmpty();
    assertThat(keys.authenticate("guess")).isEmpty();
  }

  @Test
  void a_rotated_key_leaves_two_secrets_valid_until_the_next_rotation() throws IOException {
    keys.ensure(List.of(HOTLINE));
    String first = secret(HOTLINE);
    assertThat(keys.rotate(HOTLINE)).isEqualTo(folder.resolve(HOTLINE + ".key"));
    String second = secret(HOTLINE);

    assertThat(second).isNotEqualTo(first);
    assertThat(keys.authenticate(HOTLINE, first)).contains(HOTLINE);
    assertThat(keys.authenticate(second)).contains(HOTLINE);

    keys.rotate(HOTLINE);

    assertThat(keys.authenticate(first)).isEmpty();
    assertThat(keys.authenticate(second)).contains(HOTLINE);
  }

  @Test
  void a_revoked_key_opens_nothing_and_leaves_no_file() throws IOException {
    keys.ensure(List.of(HOTLINE));
    String first = secret(HOTLINE);
    keys.rotate(HOTLINE);
    String second = secret(HOTLINE);

    keys.revoke(HOTLINE);

    assertThat(keys.authenticate(first)).isEmpty();
    assertThat(keys.authenticate(HOTLINE, second)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_list_tells_which_systems_still_have_a_previous_key() {
    keys.ensure(List.of(YBJ, HOTLINE));
    keys.rotate(YBJ);

    assertThat(keys.list()).extracting(SystemKey::id).containsExactly(HOTLINE, YBJ);
    assertThat(keys.list()).extracting(SystemKey::previousValid).containsExactly(false, true);
    assertThat(keys.list()).allSatisfy(it -> assertThat(it.created()).isNotNull());
  }

  @Test
  void a_key_rotated_by_another_process_is_known_at_once() throws IOException {
    keys.ensure(List.of(HOTLINE));
    String first = secret(HOTLINE);
    SystemKeys other = new SystemKeys(folder);
    other.rotate(HOTLINE);

    assertThat(keys.authenticate(secret(HOTLINE))).contains(HOTLINE);
    assertThat(keys.authenticate(first)).contains(HOTLINE);
  }

  @Test
  void a_key_revoked_by_another_process_is_gone_after_a_refresh() throws IOException {
    keys.ensure(List.of(HOTLINE));
    String secret = secret(HOTLINE);
    new SystemKeys(folder).revoke(HOTLINE);

    assertThat(keys.refresh()).isTrue();
    assertThat(keys.authenticate(secret)).isEmpty();
    assertThat(keys.refresh()).isFalse();
  }

  @Test
  void a_secret_edited_in_place_is_noticed() throws IOException {
    keys.ensure(List.of(HOTLINE));
    Files.writeString(folder.resolve(HOTLINE + ".key"), "put-here-by-hand\n");

    assertThat(keys.refresh()).isTrue();
    assertThat(keys.authenticate(HOTLINE, "put-here-by-hand")).contains(HOTLINE);
  }

  @Test
  void an_empty_key_file_opens_nothing_and_stops_nobody_else() throws IOException {
    keys.ensure(List.of(HOTLINE, YBJ));
    Files.writeString(folder.resolve(HOTLINE + ".key"), "\n");
    keys.refresh();

    assertThat(keys.authenticate(HOTLINE, "")).isEmpty();
    assertThat(keys.authenticate(secret(YBJ))).contains(YBJ);
  }

  @Test
  void a_bearer_secret_shared_by_two_systems_belongs_to_nobody() throws IOException {
    keys.ensure(List.of(HOTLINE, YBJ));
    Files.copy(folder.resolve(HOTLINE + ".key"), folder.resolve("channel.copy.key"));
    keys.refresh();

    assertThat(keys.authenticate(secret(HOTLINE))).isEmpty();
    assertThat(keys.authenticate(HOTLINE, secret(HOTLINE))).contains(HOTLINE);
  }

  @Test
  void an_id_that_is_a_path_or_the_hubs_own_is_refused() {
    for (String id :
        List.of(
            "",
            "../etc",
            "a/b",
            "Channel.x",
            "a\\b",
            ".a",
            "hub",
            "database.owner",
            "a.previous")) {
      assertThatThrownBy(() -> keys.ensure(List.of(HOTLINE, id)))
          .isInstanceOf(KeyException.class)
          .hasMessageStartingWith("\"" + id + "\" cannot be a system's id. Use ")
          .extracting(it -> ((KeyException) it).id())
          .isEqualTo("key-id-invalid");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_hubs_own_secrets_are_no_systems_keys() throws IOException {
    Files.writeString(folder.resolve("database.owner.key"), "owner-secret\n");
    new HubSecret(folder);
    keys.refresh();

    assertThat(keys.authenticate("owner-secret")).isEmpty();
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void rotating_or_revoking_an_unknown_system_says_where_to_look() {
    assertThatThrownBy(() -> keys.rotate(HOTLINE))
        .hasMessage(
            "No key for \"channel.hotline\". "
                + "bin/hub key list shows the systems that have one.");
    assertThatThrownBy(() -> keys.revoke(HOTLINE))
        .extracting(it -> ((KeyException) it).id())
        .isEqualTo("key-unknown");
  }

  private String secret(String id) throws IOException {
    return Files.readString(folder.resolve(id + ".key")).strip();
  }

  private static String modes(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
