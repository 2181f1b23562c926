package io.bancheng;

import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.DepartmentLines;
import java.time.Clock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hears within two seconds what operations said on another node about channels and departments, and
 * reminds whoever paused one of it when that has lasted too long.
 */
@Component
class LineWatch {
  static final String STILL_PAUSED = "LINE_PAUSED";
  private static final Logger LOG = LoggerFactory.getLogger(LineWatch.class);

  private final ChannelLines channels;
  private final DepartmentLines departments;
  private final Parts parts;

  /** What it asks and tells. */
  @Component("lineWatchParts")
  record Parts(Alerts alerts, HubSettings settings, Clock clock) {}

  LineWatch(ChannelLines channels, DepartmentLines departments, Parts parts) {
    this.channels = channels;
    this.departments = departments;
    this.parts = parts;
  }

  @Scheduled(fixedDelay = 2_000)
  void hear() {
    try {
      channels.look();
      departments.look();
      channels.drained(parts.clock().instant());
    } catch (DataAccessException e) {
      LOG.debug("the lines cannot be looked up: {}", e.toString());
    }
  }

  @Scheduled(fixedDelay = 15_000, initialDelay = 5_000)
  void remind() {
    try {
      var now = parts.clock().instant();
      channels.note(now);
      var before = now.minus(parts.settings().pausedTooLong());
      Stream.concat(channels.heldSince(before).stream(), departments.heldSince(before).stream())
          .forEach(
              held ->
                  parts
                      .alerts()
                      .onceFor(
                          held.by(), STILL_PAUSED, held.line() + " since " + held.since(), now));
    } catch (DataAccessException e) {
      LOG.debug("the lines cannot be looked up: {}", e.toString());
    }
  }
}
