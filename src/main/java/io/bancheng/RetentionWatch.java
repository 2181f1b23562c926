package io.bancheng;

import io.bancheng.ledger.Erasure;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what people said when it has been kept long enough. */
@Component
class RetentionWatch {
  private static final int AT_ONCE = 500;

  private final Erasure erasure;
  private final Clock clock;
  private final HubSettings settings;

  RetentionWatch(Erasure erasure, Clock clock, HubSettings settings) {
    this.erasure = erasure;
    this.clock = clock;
    this.settings = settings;
  }

  /** Once an hour some; a backlog is gone in days, and nobody waits for it. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
  void look() {
    var now = clock.instant();
    erasure.expired(now.minus(settings.retention()), AT_ONCE, now);
  }
}
