package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The shipped configuration with an account for each role, and a bureau of medical insurance in
 * Qianshan that has no system of its own.
 */
public final class RoleConfig {
  private RoleConfig() {}

  /** A folder for the hub, that configuration within. */
  public static Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var var = Files.createTempDirectory(Path.of("target"), "roles-").toAbsolutePath();
      try (var files = Files.walk(Path.of("config"))) {
        for (Path file : files.toList()) {
          Files.copy(file, var.resolve(file));
        }
      }
      Files.delete(var.resolve("config/departments/340882-ybj.yaml"));
      Files.writeString(
          var.resolve("config/staff.yaml"),
          """
            # One account for each role.
            clerk: {roles: [WINDOW_CLERK], regions: [340882]}
            coordinator: {roles: [DUTY_COORDINATOR], regions: [340882]}
            handler: {roles: [DEPT_HANDLER], regions: [340882], departments: ["340882:ybj"]}
            chief: {roles: [CHIEF_REPRESENTATIVE], regions: [340882], departments: ["340882:ybj"]}
            leader: {roles: [DEPT_LEADER], regions: [340882], departments: ["340882:ybj"]}
            supervisor: {roles: [EFFICIENCY_SUPERVISOR], regions: [340800]}
            office: {roles: [EFFICIENCY_OFFICE], regions: [340800]}
            manager: {roles: [SERVICE_ADMIN], regions: [340800]}
            operations: {roles: [OPERATIONS], regions: [340000]}
            security: {roles: [SECURITY_ADMIN], regions: [340000]}
          """,
          StandardOpenOption.APPEND);
      return var;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
