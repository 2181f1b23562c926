package io.bancheng.security;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** One secret in one file: a single line, mode 0600, replaced as a whole or not at all. */
public final class SecretFile {
  private static final int BYTES = 32;

  private final Path path;

  public SecretFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** A new secret of 256 random bits in 43 URL-safe characters. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public Path path() {
    return path;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * The secret, or nothing when there is no such file.
   *
   * @throws KeyException {@code key-empty} or {@code key-unreadable}
   */
  public Optional<String> read() {
    try {
      String secret = Files.readString(path).strip();
      if (secret.isEmpty()) {
        throw new KeyException("key-empty", path + ": no secret in it. Delete the file.");
      }
      return Optional.of(secret);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new KeyException(
          "key-unreadable", path + ": cannot be read. Give it to the hub's user, mode 0600.", e);
    }
  }

  /** The secret; a random one is written first when there is no such file. */
  public String readOrCreate() {
    Optional<String> known = read();
    if (known.isPresent()) {
      return known.get();
    }
    String secret = random();
    write(secret);
    return secret;
  }

  /**
   * Puts this secret in the place of the one before.
   *
   * @throws KeyException {@code key-unwritable}
   */
  public void write(String secret) {
    Path folder = PrivateDirectory.ensure(path.getParent());
    try {
      Path draft = Files.createTempFile(folder, ".", ".tmp");
      try {
        restrict(draft, folder);
        Files.writeString(draft, secret + "\n", StandardCharsets.US_ASCII);
        sync(draft);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        PrivateDirectory.sync(folder);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new KeyException(
          "key-unwritable", path + ": cannot be written. Run as the user that runs the hub.", e);
    }
  }

  /** Whether there was one to delete. */
  boolean delete() {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new KeyException(
          "key-unwritable", path + ": cannot be deleted. Run as the user that runs the hub.", e);
    }
  }

  private static void restrict(Path draft, Path folder) throws IOException {
    if (!PrivateDirectory.hasPosixModes(draft)) {
      return;
    }
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    // root may rotate a key of a hub that runs as another user: that user must be able to read it
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(Files.getOwner(draft))) {
      Files.setOwner(draft, owner);
    }
  }

  private static void sync(Path draft) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
