package io.bancheng.config;

import io.bancheng.canonical.CaseFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The configuration in force, and the hour: what a step needs beside the case. */
public final class ActiveConfig {
  private final AtomicReference<HubConfig> config;
  private final AtomicReference<Rejected> rejected = new AtomicReference<>();
  private final Clock clock;

  /** A version that was looked at and refused. */
  public record Rejected(String version, List<String> problems) {}

  public ActiveConfig(HubConfig config, Clock clock) {
    this.config = new AtomicReference<>(config);
    this.clock = clock;
  }

  /** The version in force now. A case is decided by one version from its door to its commit. */
  public HubConfig current() {
    return config.get();
  }

  /** The years that have begun or soon begin and whose holidays nobody has put here. */
  public List<Integer> missingYears(Instant now) {
    return current().calendars().missing(now);
  }

  /** A case laid on the desk now, under the version in force. */
  public Turn turn(CaseFile file) {
    return new Turn(file, current(), clock.instant());
  }

  /** Puts another version into force; what is under way ends under the one it began with. */
  public void activate(HubConfig next) {
    config.set(next);
    rejected.set(null);
  }

  /** What lies in the operators' folders and may not come into force, if it may not. */
  public Optional<Rejected> rejected() {
    return Optional.ofNullable(rejected.get());
  }

  /** Notes what was looked at and refused; null when there is nothing of that kind any more. */
  public void reject(Rejected version) {
    rejected.set(version);
  }
}
