package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.Mangled;
import io.bancheng.harness.ShippedSample;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.List;
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
      List.of(
          ShippedSample.of("hotline-json", "H11-messy-formats.json"),
          ShippedSample.of("hotline-json", "H07-anonymous-extension.json"),
          ShippedSample.of("counter-xml", "every-field.xml"));

  @Autowired JdbcTemplate jdbc;
  @Autowired ConnectionFactory factory;

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
    return jdbc.queryForList(
        "select coalesce(reason, 'TAKEN') from inbound"
            + " where id > ? and door = ? and raw = ? and state <> 'N'",
        String.class,
        after,
        "channel." + laid.channel(),
        laid.body());
  }

  private void send(Laid laid) {
    try (var context = factory.createContext()) {
      context.createProducer().send(context.createQueue("channel." + laid.channel()), laid.body());
    }
  }
}
