package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.ChannelLines.Standing;
import io.bancheng.ledger.LineMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The channels as metrics, looked up twice a minute. */
@Component
class ChannelMeters {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelMeters.class);

  private final ActiveConfig configuration;
  private final ChannelLines lines;
  private final Clock clock;
  private final Map<MultiGauge, BiFunction<Standing, Instant, Number>> gauges =
      new LinkedHashMap<>();

  ChannelMeters(ActiveConfig configuration, ChannelLines lines, Clock clock, MeterRegistry meters) {
    this.configuration = configuration;
    this.lines = lines;
    this.clock = clock;
    gauge(meters, "paused", (line, now) -> line.mode() == LineMode.RUNNING ? 0 : 1);
    gauge(meters, "accepted.hour", (line, now) -> line.lastHour());
    gauge(meters, "refused.hour", (line, now) -> line.refusedLastHour());
    gauge(meters, "parked", (line, now) -> line.parked());
    gauge(meters, "waiting", (line, now) -> line.waiting());
    gauge(meters, "lag.seconds", ChannelMeters::lag);
    gauge(
        meters,
        "last.accepted.timestamp.seconds",
        (line, now) -> line.acceptedAt() == null ? null : line.acceptedAt().getEpochSecond());
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
  void look() {
    try {
      var now = clock.instant();
      var standings = lines.standings(configuration.current().channels().keySet(), now);
      gauges.forEach(
          (gauge, value) -> {
            var rows = new ArrayList<Row<?>>();
            standings.forEach(
                (channel, standing) -> {
                  var number = value.apply(standing, now);
                  if (number != null) {
                    rows.add(Row.of(Tags.of("channel", channel), number));
                  }
                });
            gauge.register(rows, true);
          });
    } catch (DataAccessException e) {
      LOG.debug("the channels cannot be looked up: {}", e.toString());
    }
  }

  private void gauge(
      MeterRegistry meters, String name, BiFunction<Standing, Instant, Number> value) {
    gauges.put(MultiGauge.builder("bancheng.channel." + name).register(meters), value);
  }

  private static Number lag(Standing line, Instant now) {
    return line.oldestWaiting() == null
        ? 0
        : Math.max(0, Duration.between(line.oldestWaiting(), now).toSeconds());
  }
}
