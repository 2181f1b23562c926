package io.bancheng.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void archives_are_named_as_their_publisher_names_them() {
    assertThat(first("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(first("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
    assertThat(first("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    assertThat(first("Windows 11", "amd64")).isEqualTo("postgres-windows-x86_64.txz");
  }

  @Test
  void windows_on_arm_emulates() {
    assertThat(Platform.of("Windows 11", "aarch64").archives())
        .endsWith("postgres-windows-x86_64.txz");
  }

  private static String first(String os, String arch) {
    return Platform.of(os, arch).archives().get(0);
  }
}
