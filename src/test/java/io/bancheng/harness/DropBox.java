package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** A folder into which files are dropped, and in which their results are found. */
public record DropBox(Path folder) {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  /** Puts a whole file there at once, as if nobody had written to it for a while. */
  public void drop(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path writing = folder.resolve("." + name + ".part");
      Files.write(writing, content);
      Files.setLastModifiedTime(writing, FileTime.from(Instant.now().minus(LONG_ENOUGH)));
      Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void drop(String name, String content) {
    drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for a result and for the file itself to be gone, and takes the result away. */
  public ResultFile result(String name) {
    String stem = name.replaceFirst("(?i)\\.csv$", "");
    Path result = folder.resolve(stem + ".result.csv");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(result) && !Files.exists(folder.resolve(name)));
    try {
      byte[] bytes = Files.readAllBytes(result);
      Files.delete(result);
      return ResultFile.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops a file and waits for its result. */
  public ResultFile take(String name, byte[] content) {
    drop(name, content);
    return result(name);
  }

  public ResultFile take(String name, String content) {
    return take(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Names of what lies in {@code done} or {@code failed}. */
  public List<String> in(String subfolder) {
    Path below = folder.resolve(subfolder);
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (var files = Files.list(below)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
