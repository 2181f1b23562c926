package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The folders of a hub in which a test connects departments in its own way. */
public final class AdapterHome {
  private final Path var;

  /** The shipped configuration and mappings, to be changed before the hub starts. */
  public AdapterHome() {
    try {
      Files.createDirectories(Path.of("target"));
      var = Files.createTempDirectory(Path.of("target"), "adapter-").toAbsolutePath();
      copy(Path.of("config"), var.resolve("config"));
      copy(Path.of("mappings"), var.resolve("mappings"));
      Files.createDirectories(var.resolve("keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path var() {
    return var;
  }

  /** Writes a department's file. */
  public AdapterHome department(String file, String yaml) {
    return write("config/departments/" + file + ".yaml", "# A department of a test.\n" + yaml);
  }

  /** Writes a department's own words. */
  public AdapterHome mapping(String name, String yaml) {
    return write("mappings/departments/" + name + ".yaml", "# A department's own words.\n" + yaml);
  }

  /** Writes a secret that a department gave the hub. */
  public AdapterHome secret(String name, String secret) {
    return write("keys/" + name + ".secret", secret + "\n");
  }

  public AdapterHome write(String file, String text) {
    try {
      Files.createDirectories(var.resolve(file).getParent());
      Files.writeString(var.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a hub of a test use these folders. */
  public void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", var::toString);
    registry.add("bancheng.config", () -> var.resolve("config").toString());
    registry.add("bancheng.mappings", () -> var.resolve("mappings").toString());
    registry.add("bancheng.broker.port", () -> "0");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
