package io.bancheng.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All operators' files, each read once, so that version and content are of the same moment. */
final class ConfigFiles {
  /** What editors leave behind while a file is open. */
  private static final Pattern LEFT_BY_EDITORS =
      Pattern.compile("\\..*|.*~|.*\\.(swp|tmp|bak)|4913");

  private final SortedMap<String, byte[]> byPath = new TreeMap<>();

  static ConfigFiles read(Path config, Path mappings, Path routes) {
    var files = new ConfigFiles();
    files.add("config", config);
    files.add("mappings", mappings);
    files.add("routes", routes);
    return files;
  }

  /** SHA-256 over paths and contents, in hex. */
  String version() {
    return hash("");
  }

  /** SHA-256 over the files whose path begins so. */
  String hash(String prefix) {
    var digest = sha256();
    for (Map.Entry<String, byte[]> file : byPath.entrySet()) {
      if (file.getKey().startsWith(prefix)) {
        digest.update(
            (file.getKey() + "\n" + file.getValue().length + "\n")
                .getBytes(StandardCharsets.UTF_8));
        digest.update(file.getValue());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of each file whose path begins so, by the rest of its path. */
  Map<String, String> hashes(String prefix) {
    var hashes = new TreeMap<String, String>();
    byPath.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .forEach(path -> hashes.put(path.substring(prefix.length()), hash(path)));
    return Collections.unmodifiableMap(hashes);
  }

  Optional<SourceFile> find(String path, Findings findings) {
    return Optional.ofNullable(byPath.get(path)).map(bytes -> SourceFile.of(path, bytes, findings));
  }

  /** The file of that path; a missing one is a finding and reads as empty. */
  SourceFile need(String path, Findings findings) {
    return find(path, findings)
        .orElseGet(
            () -> {
              findings.add(
                  new Place(path, 1, 1),
                  "this file is missing.",
                  "Put it there; the hub needs it.");
              return SourceFile.unreadable(path);
            });
  }

  /** The YAML files of one folder, without its subfolders. */
  List<SourceFile> yaml(String folder, Findings findings) {
    return paths().stream()
        .filter(path -> path.startsWith(folder + "/") && path.endsWith(".yaml"))
        .filter(path -> path.indexOf('/', folder.length() + 1) < 0)
        .map(path -> need(path, findings))
        .toList();
  }

  /** The bytes of each file, by path. */
  SortedMap<String, byte[]> contents() {
    return Collections.unmodifiableSortedMap(byPath);
  }

  SortedSet<String> paths() {
    return new TreeSet<>(byPath.keySet());
  }

  /** The same with one more file, whichever name it has outside. */
  ConfigFiles with(String path, byte[] content) {
    byPath.put(path, content.clone());
    return this;
  }

  private void add(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!LEFT_BY_EDITORS.matcher(file.getFileName().toString()).matches()) {
          String relative = folder.relativize(file).toString().replace('\\', '/');
          byPath.put(name + "/" + relative, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
