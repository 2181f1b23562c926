package io.bancheng.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of keys: which file holds whose secret, and how the files look from outside. */
final class KeyFolder {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
  private static final String KEY = ".key";
  private static final String PREVIOUS = ".previous";

  /** The hub's own secrets lie in the same folder; no system may bear their names. */
  private static final Pattern RESERVED = Pattern.compile("hub|database\\..*|.*\\.previous");

  private final Path path;

  KeyFolder(Path path) {
    this.path = PrivateDirectory.ensure(path.toAbsolutePath());
  }

  SecretFile current(String id) {
    return new SecretFile(path.resolve(valid(id) + KEY));
  }

  SecretFile previous(String id) {
    return new SecretFile(path.resolve(valid(id) + PREVIOUS + KEY));
  }

  Instant created(String id) {
    try {
      return Files.getLastModifiedTime(current(id).path()).toInstant();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The systems that have a key, in the order of their ids. */
  List<String> ids() {
    TreeSet<String> ids = new TreeSet<>();
    looks().keySet().stream()
        .map(name -> name.substring(0, name.length() - KEY.length()))
        .filter(KeyFolder::isValid)
        .forEach(ids::add);
    return List.copyOf(ids);
  }

  /** Of each key file what changes when somebody puts, replaces or deletes it. */
  Map<String, FileLook> looks() {
    Map<String, FileLook> files = new HashMap<>();
    try (Stream<Path> entries = Files.list(path)) {
      entries.forEach(entry -> look(entry).ifPresent(it -> files.put(name(entry), it)));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return Map.copyOf(files);
  }

  /** When a file was last put into, replaced in or taken from the folder. */
  FileTime touched() {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Optional<FileLook> look(Path file) {
    if (!name(file).endsWith(KEY)) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileLook(it.lastModifiedTime(), it.size(), String.valueOf(it.fileKey())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private KeyException unreadable(IOException cause) {
    return new KeyException(
        "key-folder-unreadable", path + ": cannot be read. Give it to the hub's user.", cause);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static boolean isValid(String id) {
    return ID.matcher(id).matches() && !RESERVED.matcher(id).matches();
  }

  private static String valid(String id) {
    if (!isValid(id)) {
      throw new KeyException(
          "key-id-invalid",
          "\""
              + id
              + "\" cannot be a system's id. Use the id of a channel or department, "
              + "for example channel.hotline or department.340882.ybj.");
    }
    return id;
  }

  record FileLook(FileTime modified, long size, String inode) {}
}
