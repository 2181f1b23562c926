package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseHistory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private final EventCodec codec = new EventCodec(() -> new byte[16]);

  @Property(tries = 300)
  void folding_the_rows_gives_the_case_that_folding_the_events_gave(@ForAll long seed) {
    Case fromEvents = null;
    Case fromRows = null;
    String head = "";
    for (CaseEvent event : CaseHistory.of(seed, 25)) {
      var row = codec.write(event, head);
      fromEvents = event.applyTo(fromEvents);
      fromRows = codec.read(row.type(), row.data(), row.words()).applyTo(fromRows);
      head = row.hash();
    }
    assertThat(fromRows).isEqualTo(fromEvents);
  }

  @Test
  void what_the_reporter_said_is_not_in_the_event_data() {
    var registered = CaseHistory.of(1, 0).get(0);
    var row = codec.write(registered, "");
    assertThat(row.data()).doesNotContain("19400000021", "异地就医", "𬭎某").contains("\"said\"");
    assertThat(row.words()).contains("19400000021", "𬭎某");
  }

  @Test
  void a_changed_word_breaks_the_hash() {
    var registered = CaseHistory.of(1, 0).get(0);
    var row = codec.write(registered, "");
    assertThat(row.data()).contains(Sha256.hex(row.salt(), row.words()));
    assertThat(row.data()).doesNotContain(Sha256.hex(row.salt(), row.words().replace("备案", "备安")));
  }
}
