package io.bancheng.embedded;

import io.bancheng.security.PrivateDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, unpacked once from the jar that brings them. */
record PostgresBinaries(Path home, Platform platform) {
  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar");
  private static final Pattern NOT_NEEDED = Pattern.compile("lib/pkgconfig/.*|lib/.*\\.a");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> DOCUMENT =
      PosixFilePermissions.fromString("rw-r--r--");

  /**
   * Unpacks into {@code bin-<version>} below this folder, unless that was done before.
   *
   * @throws EmbeddedException {@code database-no-binaries} or {@code database-unpack}
   */
  static PostgresBinaries install(Path folder) {
    Platform platform = Platform.current();
    URL archive = find(platform);
    Path home = folder.resolve("bin-" + version(archive));
    if (!Files.exists(home)) {
      unpackWhole(archive, home);
    }
    return new PostgresBinaries(home, platform);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(platform.isWindows() ? name + ".exe" : name);
  }

  private static URL find(Platform platform) {
    return platform.archives().stream()
        .map(PostgresBinaries.class.getClassLoader()::getResource)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedException(
                    "database-no-binaries",
                    "No PostgreSQL for "
                        + platform.system()
                        + "/"
                        + platform.processor()
                        + " comes with the hub. Set SPRING_DATASOURCE_URL to a PostgreSQL of yours."));
  }

  private static String version(URL archive) {
    Matcher version = VERSION.matcher(archive.toString());
    return version.find() ? version.group(1) : "unknown";
  }

  private static void unpackWhole(URL archive, Path home) {
    try {
      Files.createDirectories(home.getParent());
      Path draft = Files.createTempDirectory(home.getParent(), "bin-draft-");
      try {
        unpack(archive, draft);
        openFolders(draft);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileSystemUtils.deleteRecursively(draft);
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "database-unpack", home + ": PostgreSQL cannot be unpacked. Is the disk full?", e);
    }
  }

  private static void unpack(URL archive, Path draft) throws IOException {
    try (InputStream jar = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(jar))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!NOT_NEEDED.matcher(entry.getName()).matches()) {
          unpack(tar, entry, inside(draft, entry.getName()));
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Files.createDirectories(entry.isDirectory() ? target : target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, target);
      open(target, (entry.getMode() & 0100) != 0);
      sync(target);
    }
  }

  private static Path inside(Path draft, String name) throws IOException {
    Path target = draft.resolve(name).normalize();
    if (!target.startsWith(draft)) {
      throw new IOException("Archive entry leads out of its folder: " + name);
    }
    return target;
  }

  private static void openFolders(Path draft) throws IOException {
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        open(folder, true);
      }
    }
  }

  /** Everybody may run them: PostgreSQL may have to run as another user than the hub. */
  private static void open(Path target, boolean program) throws IOException {
    if (PrivateDirectory.hasPosixModes(target)) {
      Files.setPosixFilePermissions(target, program ? PROGRAM : DOCUMENT);
    }
  }

  /** Otherwise a power cut after the first start could leave programs of zero bytes. */
  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false);
    }
  }
}
