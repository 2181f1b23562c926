package io.bancheng.config;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** One version of all operators' files, byte for byte; it never changes. */
public final class Bundle {
  private final ConfigFiles files;
  private final String version;

  private Bundle(ConfigFiles files) {
    this.files = files;
    this.version = files.version();
  }

  /** The files as they lie there now, each read once. */
  public static Bundle of(OperatorFiles files) {
    return new Bundle(ConfigFiles.read(files.config(), files.mappings(), files.routes()));
  }

  /** What {@link #pack} made. */
  public static Bundle unpack(byte[] packed) {
    var files = new ConfigFiles();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(packed), StandardCharsets.UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.with(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A kept version of the operators' files cannot be read", e);
    }
    return new Bundle(files);
  }

  /** SHA-256 over paths and contents, in hex: the same as {@link HubConfig#version}. */
  public String version() {
    return version;
  }

  /** All of it as one zip. */
  public byte[] pack() {
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : contents().entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The operators' files cannot be packed", e);
    }
    return packed.toByteArray();
  }

  /** The files that only one of the two has or that differ. */
  public SortedSet<String> changedSince(Bundle before) {
    var all = new TreeSet<>(contents().keySet());
    all.addAll(before.contents().keySet());
    all.removeIf(path -> Arrays.equals(contents().get(path), before.contents().get(path)));
    return all;
  }

  /** The same with another content of one file. */
  public Bundle with(String path, byte[] content) {
    var changed = new ConfigFiles();
    contents().forEach(changed::with);
    return new Bundle(changed.with(path, content));
  }

  /** The same with the mappings and routes of another version where it has none. */
  public Bundle completedBy(Bundle other) {
    var whole = new ConfigFiles();
    for (String folder : List.of("mappings/", "routes/")) {
      if (contents().keySet().stream().noneMatch(path -> path.startsWith(folder))) {
        other.contents().entrySet().stream()
            .filter(file -> file.getKey().startsWith(folder))
            .forEach(file -> whole.with(file.getKey(), file.getValue()));
      }
    }
    contents().forEach(whole::with);
    return new Bundle(whole);
  }

  /** What changed, as a unified diff, file by file. */
  public String diffSince(Bundle before) {
    return changedSince(before).stream()
        .map(path -> LineDiff.of(path, before.text(path), text(path)))
        .collect(Collectors.joining());
  }

  /**
   * Makes the folders hold exactly this version. Each file is exchanged at once and keeps its
   * rights. Files that are as they should be are not touched; what editors left behind stays.
   */
  public void into(OperatorFiles folders) {
    var there = of(folders);
    try {
      for (String path : changedSince(there)) {
        Path file = place(folders, path);
        if (contents().containsKey(path)) {
          write(file, contents().get(path));
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The operators' folders cannot be written", e);
    }
  }

  /** Who owns the file that was written last of those that changed; empty if only some went. */
  public Optional<String> writer(OperatorFiles folders, Bundle before) {
    return changedSince(before).stream()
        .filter(contents()::containsKey)
        .map(path -> place(folders, path))
        .max(Comparator.comparing(Bundle::written))
        .map(Bundle::owner);
  }

  private SortedMap<String, byte[]> contents() {
    return files.contents();
  }

  /** The text of a file; null if it is not there. */
  public String text(String path) {
    byte[] bytes = contents().get(path);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void write(Path named, byte[] content) throws IOException {
    Files.createDirectories(named.getParent());
    Path file = Files.exists(named) ? named.toRealPath() : named;
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    try {
      if (Files.exists(file)) {
        Files.copy(file, next, COPY_ATTRIBUTES, REPLACE_EXISTING);
      }
      Files.write(next, content);
      Files.move(next, file, REPLACE_EXISTING, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static Path place(OperatorFiles folders, String path) {
    int slash = path.indexOf('/');
    Path root =
        switch (path.substring(0, Math.max(0, slash))) {
          case "config" -> folders.config();
          case "mappings" -> folders.mappings();
          case "routes" -> folders.routes();
          default -> throw new IllegalArgumentException(path + " is no operators' file");
        };
    Path file = root.resolve(path.substring(slash + 1)).normalize();
    if (!file.startsWith(root.normalize())) {
      throw new IllegalArgumentException(path + " is no operators' file");
    }
    return file;
  }

  private static long written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static String owner(Path file) {
    try {
      return Objects.toString(Files.getOwner(file).getName(), "nobody");
    } catch (IOException e) {
      return "nobody";
    }
  }
}
