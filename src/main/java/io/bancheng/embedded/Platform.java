package io.bancheng.embedded;

import java.util.List;
import java.util.Locale;

/**
 * The operating system and processor at hand, in the words of the PostgreSQL binaries' archives.
 */
record Platform(String system, String processor) {
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("win") ? "windows" : os.startsWith("mac") ? "darwin" : "linux",
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        });
  }

  boolean isWindows() {
    return system.equals("windows");
  }

  /** Names the archive may have, the best first; the last two are for musl and for emulation. */
  List<String> archives() {
    return List.of(
        "postgres-" + system + "-" + processor + ".txz",
        "postgres-" + system + "-" + processor + "-alpine_linux.txz",
        "postgres-" + system + "-x86_64.txz");
  }
}
