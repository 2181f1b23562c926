package io.bancheng;

import io.bancheng.config.OperatorFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of the operators' files as they were last put into force ({@code var/last-good}): what the
 * hub starts with when the files themselves are broken.
 */
final class LastGood {
  private final Path folder;

  LastGood(Path folder) {
    this.folder = folder;
  }

  OperatorFiles files() {
    return in(folder);
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Keeps these files if they still are of that version; replaces the copy as a whole. */
  void keep(OperatorFiles files, String version) {
    try {
      if (exists() && files().version().equals(version)) {
        return;
      }
      Path next = folder.resolveSibling(folder.getFileName() + ".next");
      var copy = copy(files, next);
      if (copy.version().equals(version)) {
        FileSystemUtils.deleteRecursively(folder);
        Files.move(next, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The configuration in force cannot be kept in " + folder, e);
    }
  }

  /** A copy of the files in that folder, in place of what was there. */
  static OperatorFiles copy(OperatorFiles files, Path folder) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    var copy = in(folder);
    FileSystemUtils.copyRecursively(files.config(), copy.config());
    FileSystemUtils.copyRecursively(files.mappings(), copy.mappings());
    FileSystemUtils.copyRecursively(files.routes(), copy.routes());
    return copy;
  }

  private static OperatorFiles in(Path folder) {
    return new OperatorFiles(
        folder.resolve("config"), folder.resolve("mappings"), folder.resolve("routes"));
  }
}
