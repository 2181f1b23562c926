package io.bancheng.attachments;

import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Documents as sealed files of one folder, named by nothing that their senders said. */
public final class FolderStore implements AttachmentStore {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Seal seal;

  public FolderStore(Path folder, Seal seal) {
    this.folder = folder;
    this.seal = seal;
  }

  @Override
  public void keep(List<Enclosure> enclosures) {
    try {
      for (Enclosure enclosure : enclosures) {
        keep(enclosure);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An attachment cannot be kept in " + folder, e);
    }
  }

  @Override
  public Optional<InputStream> open(String sha256) {
    try {
      byte[] kept = Files.readAllBytes(place(sha256));
      return Optional.of(new ByteArrayInputStream(opened(sha256, kept)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("An attachment cannot be read from " + folder, e);
    }
  }

  @Override
  public void forget(String sha256) {
    try {
      Files.deleteIfExists(place(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("An attachment cannot be deleted from " + folder, e);
    }
  }

  /** What was kept before documents were sealed is known by its digest. */
  private byte[] opened(String sha256, byte[] kept) {
    return Sha256.hex(kept).equals(sha256) ? kept : seal.open(row(sha256), kept);
  }

  private static String row(String sha256) {
    return "attachment/" + sha256;
  }

  private void keep(Enclosure enclosure) throws IOException {
    Path place = place(enclosure.sha256());
    if (Files.exists(place)) {
      return;
    }
    Files.createDirectories(place.getParent());
    Path written = Files.createTempFile(place.getParent(), "writing-", null);
    try (var out = FileChannel.open(written, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(seal.seal(row(enclosure.sha256()), enclosure.content()));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path place(String sha256) {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest");
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
