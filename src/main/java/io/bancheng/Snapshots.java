package io.bancheng;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.Bundle;
import io.bancheng.config.OperatorFiles;
import io.bancheng.mappings.ReadingLimits;
import io.bancheng.routes.Edition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * Copies of versions of the operators' files ({@code var/versions}), out of which editions are
 * read: whoever saves a file while a version comes into force does not change that version.
 */
final class Snapshots {
  private static final int NAME = 16;

  private final Path folder;
  private final ReadingLimits limits;

  Snapshots(Path folder, ReadingLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Reads and checks a version.
   *
   * @throws io.bancheng.canonical.Problems with everything that is wrong with it
   */
  Edition load(Bundle bundle) {
    var files = files(bundle.version());
    bundle.into(files);
    try {
      return Edition.load(files, limits);
    } catch (Problems e) {
      throw new Problems(e.list().stream().map(this::told).toList());
    }
  }

  private Problem told(Problem p) {
    return new Problem(told(p.file()), p.line(), p.column(), p.what(), p.fix());
  }

  /** The files of an edition that was loaded. */
  OperatorFiles files(String version) {
    Path copy = folder.resolve(version.substring(0, NAME));
    return new OperatorFiles(
        copy.resolve("config"), copy.resolve("mappings"), copy.resolve("routes"));
  }

  /** Forgets all copies but these. */
  void keepOnly(Set<String> versions) {
    var names = versions.stream().map(version -> version.substring(0, NAME)).toList();
    try (var copies = Files.list(folder)) {
      List<Path> old = copies.filter(c -> !names.contains(c.getFileName().toString())).toList();
      for (Path copy : old) {
        FileSystemUtils.deleteRecursively(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Old copies in " + folder + " cannot be deleted", e);
    }
  }

  /** A message without the way to the copy that it speaks of. */
  String told(String message) {
    return message == null
        ? ""
        : message.replaceAll(
            "(file:)?/?\\S*?" + folder.getFileName() + "/[0-9a-f]{" + NAME + "}/", "");
  }
}
