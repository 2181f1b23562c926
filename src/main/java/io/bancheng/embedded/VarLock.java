package io.bancheng.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use the hub's directory of data ({@code $BANCHENG_VAR}), held by one process at a
 * time until it ends, however it ends.
 */
public final class VarLock implements AutoCloseable {
  /** Far behind the text, so that the process number can be read while the file is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path directory;
  private final FileChannel channel;

  private VarLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the directory, made when missing.
   *
   * @throws EmbeddedException {@code var-in-use} or {@code var-unwritable}
   */
  public static VarLock acquire(Path directory) {
    Path var = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(var);
      return acquire(var.toRealPath(), var.resolve("hub.lock"));
    } catch (IOException e) {
      throw new EmbeddedException(
          "var-unwritable",
          var + ": cannot be written. Give it to this user, or set BANCHENG_VAR elsewhere.",
          e);
    }
  }

  private static VarLock acquire(Path var, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new EmbeddedException(
          "var-in-use",
          var
              + ": in use by another hub (process "
              + Files.readString(file).strip()
              + "). Stop that one, or set BANCHENG_VAR to another directory.");
    }
    String pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new VarLock(var, channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The directory, absolute and without symbolic links. */
  public Path directory() {
    return directory;
  }

  /** Lets another process have the directory. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedException("var-unwritable", directory + ": cannot be released.", e);
    }
  }
}
