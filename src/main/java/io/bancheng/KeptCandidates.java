package io.bancheng;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Bundle;
import io.bancheng.config.Candidates;
import io.bancheng.config.HubConfig;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Candidates as versions in the ledger, read from copies of their own ({@code var/candidates}). */
@Component
class KeptCandidates implements Candidates {
  private final VersionBook book;
  private final Snapshots snapshots;
  private HubConfig last;

  KeptCandidates(VersionBook book, HubSettings settings) {
    this.book = book;
    this.snapshots = settings.candidates();
  }

  @Override
  public synchronized String keep(byte[] packed) {
    var bundle = unpacked(packed).completedBy(book.kept(book.lastChange().version()));
    last = snapshots.load(bundle).config();
    book.keep(bundle);
    return bundle.version();
  }

  @Override
  public synchronized HubConfig read(String version) {
    if (last == null || !last.version().equals(version)) {
      last = snapshots.load(book.kept(version)).config();
    }
    return last;
  }

  private static Bundle unpacked(byte[] packed) {
    try {
      return Bundle.unpack(packed);
    } catch (UncheckedIOException e) {
      throw new Unacceptable(
          Unacceptable.Kind.UNREADABLE, "This is no zip of config/, routes/ and mappings/.");
    }
  }
}
