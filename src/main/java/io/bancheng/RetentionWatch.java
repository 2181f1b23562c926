package io.bancheng;

import io.bancheng.ledger.Erasure;
import io.bancheng.ledger.Nonces;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what people said, and forgets used words, when they have been kept long enough. */
@Component
class RetentionWatch {
  private static final int AT_ONCE = 500;

  /** Longer than a signed request is young, whichever clock it goes by. */
  private static final Duration USED = Duration.ofMinutes(30);

  private final Erasure erasure;
  private final Nonces nonces;
  private final Clock clock;
  private final HubSettings settings;

  RetentionWatch(Erasure erasure, Nonces nonces, Clock clock, HubSettings settings) {
    this.erasure = erasure;
    this.nonces = nonces;
    this.clock = clock;
    this.settings = settings;
  }

  /** Once an hour some; a backlog is gone in days, and nobody waits for it. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
  void look() {
    var now = clock.instant();
    erasure.expired(now.minus(settings.retention()), AT_ONCE, now);
    nonces.forget(now.minus(USED));
  }
}
