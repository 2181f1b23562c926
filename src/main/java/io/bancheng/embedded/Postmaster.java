package io.bancheng.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL process that a data directory names in its {@code postmaster.pid}; the file also
 * stays behind when the process is killed.
 */
record Postmaster(Path file, long pid, int port) {
  private static final int PORT_LINE = 3;

  static Optional<Postmaster> of(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      return Optional.of(
          new Postmaster(
              file,
              Long.parseLong(lines.get(0).strip()),
              Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EmbeddedException(
          "database-unreadable", file + ": cannot be read. Give it to the hub's user.", e);
    }
  }

  /** Whether the server lives: a process of this number may be another's by now, or a zombie. */
  boolean isAlive() {
    return ProcessHandle.of(pid).filter(this::isServer).isPresent();
  }

  /**
   * Takes the file of a dead server away when its number is in use, since PostgreSQL would then
   * refuse to start. Against two servers on one directory it has a second safeguard of its own.
   */
  void forget() {
    if (ProcessHandle.of(pid).isPresent() && !isAlive()) {
      file.toFile().delete();
    }
  }

  private boolean isServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    if (info.arguments().isPresent()) {
      return List.of(info.arguments().get()).contains(file.getParent().toString());
    }
    return Platform.current().isWindows()
        && info.command().filter(it -> it.contains("postgres")).isPresent();
  }
}
