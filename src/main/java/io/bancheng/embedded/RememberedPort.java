package io.bancheng.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The port a server on 127.0.0.1 had last, so that it has it again after a restart. */
final class RememberedPort {
  private static final String HOST = "127.0.0.1";

  private final Path file;

  RememberedPort(Path file) {
    this.file = file;
  }

  /**
   * @param wanted 0 for the port used last if it is free, otherwise any free one
   * @throws EmbeddedException {@code database-port-taken} when a wanted port is in use
   */
  int choose(int wanted) {
    if (wanted != 0) {
      return mustBeFree(wanted);
    }
    int last = last();
    return last != 0 && Ports.isFree(HOST, last) ? last : Ports.anyFree(HOST);
  }

  void remember(int port) {
    try {
      Files.writeString(file, port + "\n");
    } catch (IOException e) {
      throw new EmbeddedException(
          "database-unwritable", file + ": cannot be written. Give it to the hub's user.", e);
    }
  }

  private int last() {
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (NoSuchFileException | NumberFormatException e) {
      return 0;
    } catch (IOException e) {
      throw new EmbeddedException(
          "database-unreadable", file + ": cannot be read. Give it to the hub's user.", e);
    }
  }

  private static int mustBeFree(int port) {
    if (!Ports.isFree(HOST, port)) {
      throw new EmbeddedException(
          "database-port-taken",
          "Port "
              + port
              + " is in use. Stop the program that has it, or give 0 for any free port.");
    }
    return port;
  }
}
