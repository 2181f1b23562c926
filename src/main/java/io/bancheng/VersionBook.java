package io.bancheng;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Bundle;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.ConfigVersions.Change;
import io.bancheng.ledger.ConfigVersions.How;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The versions of the operators' files in the ledger, and the hour at which one is entered. */
@Component
class VersionBook {
  private final ConfigVersions versions;
  private final Clock clock;

  VersionBook(ConfigVersions versions, Clock clock) {
    this.versions = versions;
    this.clock = clock;
  }

  /** The version that is in force on all nodes. */
  Optional<String> head() {
    return versions.head().map(Change::version);
  }

  /** How it came into force. */
  Change lastChange() {
    return versions.head().orElseThrow();
  }

  void keep(Bundle bundle) {
    versions.keep(bundle.version(), bundle.pack(), clock.instant());
  }

  /**
   * A version that was kept.
   *
   * @throws Unacceptable if it was not
   */
  Bundle kept(String version) {
    return versions
        .files(version)
        .map(Bundle::unpack)
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.UNKNOWN_SUBJECT,
                    "No version %s is kept.".formatted(version)));
  }

  /**
   * Keeps a version and puts it into force in place of another.
   *
   * @return false if that one no longer is in force
   */
  boolean enter(Bundle bundle, String previous, String by, How how) {
    keep(bundle);
    return versions.change(new Change(bundle.version(), previous, clock.instant(), by, how));
  }
}
