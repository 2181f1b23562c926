package io.bancheng.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultTest {
  private static final byte[] SAID = "王某某 13800000000".getBytes(UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void what_was_sealed_opens_and_says_nothing_meanwhile(CryptoSuite suite) {
    var vault = vault(suite);
    byte[] sealed = vault.seal("row", SAID);
    assertThat(vault.open("row", sealed)).isEqualTo(SAID);
    assertThat(new String(sealed, UTF_8)).doesNotContain("王某某", "13800000000");
    assertThat(vault.seal("row", SAID)).as("never twice the same").isNotEqualTo(sealed);
    assertThat(sealed).hasSize(SAID.length + 33);
  }

  @ParameterizedTest
  @EnumSource
  void what_was_changed_or_moved_to_another_row_does_not_open(CryptoSuite suite) {
    var vault = vault(suite);
    byte[] sealed = vault.seal("row", SAID);
    assertThatThrownBy(() -> vault.open("other", sealed)).hasMessageContaining("moved");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open("row", changed))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> vault.open("row", SAID)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_new_key_seals_and_the_old_one_still_opens() {
    var vault = vault(CryptoSuite.INTL);
    byte[] before = vault.seal("row", SAID);
    assertThat(new DataKeys(folder).next()).isEqualTo(2);
    var again = vault(CryptoSuite.INTL);
    byte[] after = again.seal("row", SAID);
    assertThat(again.mark()).isNotEqualTo(vault.mark()).startsWith(after[0]);
    assertThat(again.open("row", before)).isEqualTo(SAID);
    assertThat(vault.open("row", after)).as("a running hub finds the new key").isEqualTo(SAID);
  }

  @Test
  void one_suite_opens_what_the_other_sealed() {
    byte[] sealed = vault(CryptoSuite.INTL).seal("row", SAID);
    assertThat(vault(CryptoSuite.GM).open("row", sealed)).isEqualTo(SAID);
  }

  @Test
  void without_its_key_it_says_which_file_to_bring_back() throws Exception {
    byte[] sealed = vault(CryptoSuite.INTL).seal("row", SAID);
    Files.move(folder.resolve("data-1.secret"), folder.resolve("data-2.secret"));
    assertThatThrownBy(() -> vault(CryptoSuite.INTL).open("row", sealed))
        .hasMessageContaining("data-1.secret");
  }

  @Test
  void the_first_key_is_made_by_itself_and_nobody_else_reads_it() throws Exception {
    vault(CryptoSuite.INTL);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("data-1.secret"))))
        .isEqualTo("rw-------");
    assertThat(new SystemKeys(folder).list()).as("no system bears its name").isEmpty();
  }

  @Test
  void sm3_is_the_published_one() throws Exception {
    // GB/T 32905-2016, appendix A.1
    byte[] abc =
        MessageDigest.getInstance("SM3", Hash.bouncyCastle()).digest("abc".getBytes(UTF_8));
    assertThat(HexFormat.of().formatHex(abc))
        .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  }

  private Vault vault(CryptoSuite suite) {
    return new Vault(new DataKeys(folder), suite);
  }
}
