package io.bancheng.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory for one of the stores, so that it can be full. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 64 * 1024;

  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Puts one there; needs root. */
  static SmallDisk at(Path place, String size) throws IOException {
    Files.createDirectories(place);
    run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=755", "tmpfs", place.toString());
    return new SmallDisk(place);
  }

  /** Writes until nothing more goes there; what was written is to be deleted. */
  static Path fill(Path place) throws IOException {
    Path filler = place.resolve("filler");
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static void run(String... command) throws IOException {
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", place.toString());
  }
}
