package io.bancheng;

import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.AnchorFile;
import io.bancheng.ledger.Anchors;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** States every ten minutes where the chains end, and writes it down outside the database. */
@Component
class AnchorWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AnchorWatch.class);

  private final Anchors anchors;
  private final AnchorFile file;
  private final Alerts alerts;
  private final Clock clock;

  AnchorWatch(Anchors anchors, AnchorFile file, Alerts alerts, Clock clock) {
    this.anchors = anchors;
    this.file = file;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
  void look() {
    anchors.drop();
    file.follow()
        .ifPresent(
            seq -> {
              alerts.once("ANCHOR_BROKEN", String.valueOf(seq), clock.instant());
              LOG.error(
                  "anchor {}: the database and the file of anchors do not agree. Somebody changed"
                      + " one of them: export evidence and verify it against the file.",
                  seq);
            });
  }
}
