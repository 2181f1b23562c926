package io.bancheng;

import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.ShadowRuns;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends a shadow run when its time is over, and asks for somebody to read its report. */
@Component
class ShadowWatch {
  private final ShadowRuns runs;
  private final Alerts alerts;
  private final Clock clock;

  ShadowWatch(ShadowRuns runs, Alerts alerts, Clock clock) {
    this.runs = runs;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
  void look() {
    var now = clock.instant();
    runs.latest()
        .filter(run -> !run.ended() && !run.endsAt().isAfter(now))
        .filter(run -> runs.end(run.id(), now))
        .ifPresent(run -> alerts.raise("SHADOW_REPORT_READY", run.version(), 1, now));
  }
}
