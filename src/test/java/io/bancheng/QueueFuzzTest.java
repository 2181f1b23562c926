package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Seal;
import io.bancheng.harness.Mangled;
import io.bancheng.harness.ShippedSample;
import jakarta.jms.ConnectionFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContextManager;

/** Whatever lies on a channel's queue is kept as it came, and done or parked; the queue goes on. */
class QueueFuzzTest extends HubTest {
  private static final List<ShippedSample> SAMPLES =
      Stream.of(
              ShippedSample.of("hotline-json", "H11-messy-formats.json"),
              ShippedSample.of("hotline-json", "H07-anonymous-extension.json"),
              ShippedSample.of("counter-xml", "every-field.xml"))
          .map(ShippedSample::anew)
          .toList();

  @Autowired JdbcTemplate jdbc;
  @Autowired ConnectionFactory factory;
  @Autowired Seal seal;

  /** What is put on a channel's queue. */
  record Laid(String channel, byte[] body) {}

  @BeforeTry
  void hubIsThere() throws Exception {
    new TestContextManager(getClass()).prepareTestInstance(this);
    CLOCK.turnTo("2026-10-16T09:00:00");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void is_kept_and_ends_as_done_or_parked(@ForAll("laid") Laid laid) {
    long last = jdbc.queryForObject("select coalesce(max(id), 0) from inbound", Long.class);
    send(laid);
    var row =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> ended(laid, last), found -> !found.isEmpty())
            .get(0);
    assertThat(row).isNotEqualTo("EXHAUSTED");
  }

  @Provide
  Arbitrary<Laid> laid() {
    return Arbitraries.of(SAMPLES)
        .flatMap(s -> Mangled.of(s.body()).map(body -> new Laid(s.channel(), body)));
  }

  private List<String> ended(Laid laid, long after) {
    return jdbc
        .query(
            "select coalesce(reason, 'TAKEN') ended, door, msg_id, received_at, raw from inbound"
                + " where id > ? and door = ? and state <> 'N'",
            (rs, i) -> Arrays.equals(opened(rs), laid.body()) ? rs.getString("ended") : null,
            after,
            "channel." + laid.channel())
        .stream()
        .filter(Objects::nonNull)
        .toList();
  }

  private byte[] opened(ResultSet rs) throws SQLException {
    String id = rs.getString("msg_id");
    long at = rs.getTimestamp("received_at").toInstant().toEpochMilli();
    String row = "inbound/%s/%s/%d".formatted(rs.getString("door"), id == null ? "" : id, at);
    return seal.open(row, rs.getBytes("raw"));
  }

  private void send(Laid laid) {
    try (var context = factory.createContext()) {
      context.createProducer().send(context.createQueue("channel." + laid.channel()), laid.body());
    }
  }
}
