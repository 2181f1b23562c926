package io.bancheng.ledger;

import io.bancheng.canonical.Signet;
import io.bancheng.ledger.Evidence.AuditLine;
import io.bancheng.ledger.Evidence.EventLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/**
 * Verifies exported evidence without hub or database: every chain is followed from its beginning,
 * and held against the anchors, which are held against their signatures.
 */
public final class EvidenceCheck {
  private final Signet.Check signatures;

  /**
   * What the verifier knows from elsewhere.
   *
   * @param key public key that must have signed; null for whichever an anchor names
   * @param anchors lines of anchors that were kept away from the hub; empty if there are none
   */
  public record Known(String key, List<String> anchors) {}

  /**
   * What was found.
   *
   * @param unanchored events younger than the last anchor
   * @param key who signed the last anchor
   * @param faults the first of each kind, the anchors' first; empty if everything holds
   */
  public record Report(
      long cases,
      long events,
      long entries,
      long anchors,
      long unanchored,
      Optional<Instant> lastAnchor,
      Optional<String> key,
      List<String> faults) {}

  public EvidenceCheck(Signet.Check signatures) {
    this.signatures = signatures;
  }

  /**
   * Verifies a file.
   *
   * @throws IOException if it cannot be read, or is none that the hub wrote
   */
  public Report check(Path file, Known known) throws IOException {
    try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      var anchors = new AnchorProof();
      each(zip, Evidence.ANCHORS, line -> anchors.line(line, known.key(), signatures));
      each(zip, Evidence.LEAVES, line -> anchors.leaf(CaseRow.read(line, AnchorLeaf.class)));
      anchors.elsewhere(known.anchors());
      var audit = new AuditProof(anchors.auditEnds());
      each(zip, Evidence.AUDIT, line -> audit.entry(CaseRow.read(line, AuditLine.class)));
      var cases = new CaseProof(anchors);
      each(zip, Evidence.EVENTS, line -> cases.event(CaseRow.read(line, EventLine.class)));
      cases.end();
      var faults = new ArrayList<>(anchors.faults());
      audit.fault().ifPresent(faults::add);
      cases.fault().ifPresent(faults::add);
      return new Report(
          cases.cases(),
          cases.events(),
          audit.entries(),
          anchors.count(),
          cases.unanchored(),
          anchors.lastAt(),
          anchors.key(),
          faults);
    }
  }

  private static void each(ZipFile zip, String name, Consumer<String> taker) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it holds no " + name);
    }
    try (var lines =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8), 1 << 16)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          taker.accept(line);
        } catch (IllegalStateException | StringIndexOutOfBoundsException e) {
          throw new IOException("%s:%d cannot be read".formatted(name, number), e);
        }
      }
    }
  }
}
