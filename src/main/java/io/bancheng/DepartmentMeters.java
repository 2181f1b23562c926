package io.bancheng;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.DepartmentLines.Standing;
import io.bancheng.ledger.LineMode;
import io.bancheng.security.KeyException;
import io.bancheng.security.OutsideTls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The lines of all connected departments as metrics, looked up twice a minute. */
@Component
class DepartmentMeters {
  private static final Logger LOG = LoggerFactory.getLogger(DepartmentMeters.class);

  private final Parts parts;
  private final Map<MultiGauge, Function<Line, Number>> gauges = new LinkedHashMap<>();

  /** What it asks. */
  @Component("departmentMetersParts")
  record Parts(ActiveConfig configuration, DepartmentLines lines, OutsideTls tls, Clock clock) {}

  /** One department as it stands at that time. */
  private record Line(DepartmentConnection department, Standing standing, Instant now) {}

  DepartmentMeters(Parts parts, MeterRegistry meters) {
    this.parts = parts;
    gauge(meters, "undelivered", line -> line.standing().undelivered());
    gauge(meters, "lag.seconds", line -> line.standing().lagSeconds(line.now()));
    gauge(meters, "parked", line -> line.standing().parked());
    gauge(meters, "unanswered", line -> line.standing().unanswered());
    gauge(meters, "last.success.timestamp.seconds", line -> epoch(line.standing().lastSuccessAt()));
    gauge(meters, "paused", called(line -> line.standing().mode() != LineMode.RUNNING));
    gauge(meters, "breaker.open", called(line -> !line.standing().breaker().equals("CLOSED")));
    gauge(meters, "certificate.expires.timestamp.seconds", line -> epoch(certificate(line)));
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
  void look() {
    try {
      var now = parts.clock().instant();
      var lines =
          parts.configuration().current().connections().values().stream()
              .map(d -> new Line(d, parts.lines().standing(d.id()), now))
              .toList();
      gauges.forEach((gauge, value) -> gauge.register(rows(lines, value), true));
    } catch (DataAccessException e) {
      LOG.debug("the departments' lines cannot be looked up: {}", e.toString());
    }
  }

  private void gauge(MeterRegistry meters, String name, Function<Line, Number> value) {
    gauges.put(MultiGauge.builder("bancheng.department." + name).register(meters), value);
  }

  /** A department for which there is no such number has no row. */
  private static Iterable<Row<?>> rows(Iterable<Line> lines, Function<Line, Number> value) {
    var rows = new ArrayList<Row<?>>();
    for (Line line : lines) {
      Number number = value.apply(line);
      if (number != null) {
        rows.add(Row.of(Tags.of("department", line.department().id().toString()), number));
      }
    }
    return rows;
  }

  private static Function<Line, Number> called(Function<Line, Boolean> is) {
    return line -> line.department().called() ? is.apply(line) ? 1 : 0 : null;
  }

  private Instant certificate(Line line) {
    try {
      return parts.tls().expires(system(line.department().id())).orElse(null);
    } catch (KeyException e) {
      return Instant.EPOCH;
    }
  }

  private static String system(DepartmentId department) {
    return "department." + department.dotted();
  }

  private static Number epoch(Instant at) {
    return at == null ? null : at.getEpochSecond();
  }
}
