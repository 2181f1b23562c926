package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.Held;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
  record Parts(Alerts alerts, ActiveConfig configuration, HubSettings settings, Clock clock) {}

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

  @Scheduled(fixedDelay = 15, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void note() {
    try {
      channels.note(parts.clock().instant());
    } catch (DataAccessException e) {
      LOG.debug("what channels took last cannot be noted: {}", e.toString());
    }
  }

  @Scheduled(fixedDelay = 15_000, initialDelay = 5_000)
  void remind() {
    try {
      var now = parts.clock().instant();
      var before = now.minus(parts.settings().pausedTooLong());
      var held =
          Stream.concat(channels.heldSince(before).stream(), departments.heldSince(before).stream())
              .toList();
      held.forEach(line -> remind(line, now));
      parts.alerts().overBut(STILL_PAUSED, held.stream().map(LineWatch::subject).toList(), now);
      parts.alerts().forget(now);
    } catch (DataAccessException e) {
      LOG.debug("the lines cannot be looked up: {}", e.toString());
    }
  }

  private void remind(Held line, Instant now) {
    var region =
        parts.configuration().current().channels().values().stream()
            .filter(channel -> line.line().equals("channel." + channel.code()))
            .map(ChannelConfig::region)
            .findFirst();
    var about = new Alerts.About(STILL_PAUSED, subject(line));
    parts.alerts().onceFor(line.by(), region, about, now);
  }

  static String subject(Held line) {
    return line.line() + " since " + line.since();
  }
}
