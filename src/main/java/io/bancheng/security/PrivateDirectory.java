package io.bancheng.security;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A directory that only the hub's own user may enter (mode 0700 where the system knows modes). */
public final class PrivateDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateDirectory() {}

  /**
   * Makes the directory, and its parents, when missing, and closes it to others.
   *
   * @return the same directory
   * @throws KeyException {@code folder-not-private}
   */
  public static Path ensure(Path directory) {
    try {
      Files.createDirectories(directory);
      if (hasPosixModes(directory)
          && !Files.getPosixFilePermissions(directory).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(directory, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw notPrivate(directory, e);
    }
    if (!Files.isWritable(directory)) {
      throw notPrivate(directory, null);
    }
    return directory;
  }

  /** Makes sure that files put into or renamed in the directory are there after a power cut. */
  public static void sync(Path directory) throws IOException {
    if (hasPosixModes(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Whether files there carry an owner's, a group's and everybody's rights. */
  public static boolean hasPosixModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static KeyException notPrivate(Path directory, IOException cause) {
    return new KeyException(
        "folder-not-private",
        directory + ": cannot be made a private directory. Give it to the hub's user.",
        cause);
  }
}
