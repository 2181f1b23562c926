package io.bancheng.config;

import io.bancheng.canonical.CaseFile;
import java.time.Clock;
import java.util.List;

/** The configuration in force, and the hour: what a step needs beside the case. */
public final class ActiveConfig {
  private final HubConfig config;
  private final Clock clock;

  public ActiveConfig(HubConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** The version in force now. A case is decided by one version from its door to its commit. */
  public HubConfig current() {
    return config;
  }

  /** The queues whose letters are with their reporters only once the hub has brought them there. */
  public List<String> carriedAnswers() {
    return config.carriedAnswers();
  }

  /** A case laid on the desk now, under the version in force. */
  public Turn turn(CaseFile file) {
    return new Turn(file, config, clock.instant());
  }
}
