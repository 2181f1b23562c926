package io.bancheng.attachments;

import io.bancheng.canonical.Enclosure;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where documents are kept (Claim Check): under the SHA-256 of their content, so that the same
 * document is kept once and messages carry its digest instead of its bytes.
 */
public interface AttachmentStore {
  /**
   * Keeps these documents; when it returns they are on disk. Keeping one twice does no harm.
   *
   * @throws java.io.UncheckedIOException if they cannot be kept; then nothing may be accepted
   */
  void keep(List<Enclosure> enclosures);

  /** Takes the document of that digest away for good. */
  void forget(String sha256);

  /** The content under that digest (64 hexadecimal digits), if it is here; close it. */
  Optional<InputStream> open(String sha256);
}
