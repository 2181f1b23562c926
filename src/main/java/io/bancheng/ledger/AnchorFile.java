package io.bancheng.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A node's copy of the anchors outside the database: a file to which lines are only added. What the
 * database says later must continue what stands here.
 */
public final class AnchorFile {
  private static final int AT_ONCE = 1000;

  private final Path file;
  private final Anchors anchors;

  /**
   * @param file best on another machine, where nobody can take lines back
   */
  public AnchorFile(Path file, Anchors anchors) {
    this.file = file.toAbsolutePath();
    this.anchors = anchors;
  }

  /**
   * Writes down what was stated since the last line.
   *
   * @return the number of a line that the database has not, or has otherwise: then nothing is
   *     written, for somebody changed the database or this file
   */
  public Optional<Long> follow() {
    String last = last();
    long seq = last.isEmpty() ? 0 : Anchor.seq(last);
    if (!last.isEmpty() && !anchors.line(seq).filter(last::equals).isPresent()) {
      return Optional.of(seq);
    }
    for (var lines = anchors.after(seq, AT_ONCE);
        !lines.isEmpty();
        lines = anchors.after(seq, AT_ONCE)) {
      for (String line : lines) {
        if (!Anchor.read(line).follows(last)) {
          return Optional.of(Anchor.seq(line));
        }
        append(line);
        last = line;
      }
      seq = Anchor.seq(last);
    }
    return Optional.empty();
  }

  /** The last whole line; a torn one, left by a power cut, is not whole. */
  private String last() {
    try {
      if (!Files.exists(file)) {
        return "";
      }
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n');
      if (end < text.length() - 1) {
        cut(text.substring(0, end + 1));
      }
      return end < 0 ? "" : text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void cut(String whole) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private void append(String line) {
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
