package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceKeyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void what_was_signed_is_told_from_what_was_not(CryptoSuite suite) {
    var key = EvidenceKey.in(folder, suite);
    String signed = key.sign("anchor 1");
    var again = EvidenceKey.in(folder, suite);
    assertThat(again.publicKey()).isEqualTo(key.publicKey());
    assertThat(EvidenceKey.fits(again.publicKey(), "anchor 1", signed)).isTrue();
    assertThat(EvidenceKey.fits(again.publicKey(), "anchor 2", signed)).isFalse();
    assertThat(EvidenceKey.fits(again.publicKey(), "anchor 1", "nonsense")).isFalse();
    assertThat(EvidenceKey.fits("nonsense", "anchor 1", signed)).isFalse();
    var other = EvidenceKey.in(folder.resolve("other"), suite);
    assertThat(EvidenceKey.fits(other.publicKey(), "anchor 1", signed)).isFalse();
  }

  @Test
  void a_broken_key_is_said_to_be_one() throws Exception {
    EvidenceKey.in(folder, CryptoSuite.INTL);
    Files.writeString(folder.resolve("evidence.secret"), "ed25519:AAAA\n");
    assertThatThrownBy(() -> EvidenceKey.in(folder, CryptoSuite.INTL))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("evidence.secret");
  }

  @Test
  void a_hash_says_itself_which_kind_it_is() {
    String sm3 = Hash.SM3.of("a", "b");
    assertThat(sm3).startsWith("sm3:").hasSize(68);
    assertThat(Hash.fits(sm3, "a", "b")).isTrue();
    assertThat(Hash.fits(Hash.SHA256.of("a", "b"), "a", "b")).isTrue();
    assertThat(Hash.fits(sm3, "a", "c")).isFalse();
    assertThat(Hash.fits(sm3.substring(4), "a", "b")).isFalse();
  }
}
