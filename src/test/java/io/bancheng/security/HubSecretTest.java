package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSecretTest {
  @TempDir Path folder;

  @Test
  void a_secret_of_the_commercial_suite_stays_one() {
    String sm3 = new HubSecret(folder, CryptoSuite.GM).hmac("phone", "13800000000");

    assertThat(new HubSecret(folder).hmac("phone", "13800000000")).isEqualTo(sm3).hasSize(64);
    assertThat(new HubSecret(folder.resolve("other")).hmac("phone", "13800000000"))
        .isNotEqualTo(sm3);
  }

  @Test
  void the_same_value_has_the_same_hash_after_a_restart() {
    String hash = new HubSecret(folder).hmac("phone", "13800000000");

    assertThat(new HubSecret(folder).hmac("phone", "13800000000")).isEqualTo(hash).hasSize(64);
  }

  @Test
  void purposes_and_values_do_not_mix() {
    HubSecret secret = new HubSecret(folder);

    assertThat(secret.hmac("phone", "1"))
        .isNotEqualTo(secret.hmac("identity", "1"))
        .isNotEqualTo(secret.hmac("phone1", ""));
  }

  @Test
  void the_hash_is_plain_hmac_sha256() throws Exception {
    Files.writeString(folder.resolve("hub.secret"), "secret\n");

    assertThat(new HubSecret(folder).hmac("query-code", "340882202600000123"))
        .isEqualTo("1a8a80f0b1bed6341110c0db254753293b6a3bdef51640e39bdb5bebb8b86720");
  }
}
