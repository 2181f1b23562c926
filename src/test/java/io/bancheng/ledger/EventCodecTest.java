package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.Hash;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.SupplementAdded;
import io.bancheng.canonical.Texts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private final EventCodec codec = new EventCodec(() -> new byte[16], Hash.SHA256);

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
  void what_was_supplied_later_is_kept_apart_too_with_the_names_of_its_documents() {
    var document = new Submission.Attachment("张某某身份证.jpg", "image/jpeg", 3L, "ab", null, null);
    var added =
        new SupplementAdded(Instant.EPOCH, Actor.HUB, Texts.of("content", "补充"), List.of(document));
    var row = codec.write(added, "");
    assertThat(row.data()).doesNotContain("张某某", "补充");
    assertThat(codec.read(row.type(), row.data(), row.words())).isEqualTo(added);
    assertThat(codec.read(row.type(), row.data(), null).addition()).isEmpty();
  }

  @Test
  void every_event_that_adds_words_is_looked_for() {
    var adding =
        Arrays.stream(CaseEvent.class.getPermittedSubclasses())
            .filter(type -> declares(type, "addition"))
            .map(Class::getSimpleName);
    assertThat(adding).containsExactlyInAnyOrderElementsOf(EventCodec.ADDING);
  }

  private static boolean declares(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(method));
  }

  @Test
  void a_changed_word_breaks_the_hash() {
    var registered = CaseHistory.of(1, 0).get(0);
    var row = codec.write(registered, "");
    assertThat(row.data()).contains(Sha256.hex(row.salt(), row.words()));
    assertThat(row.data()).doesNotContain(Sha256.hex(row.salt(), row.words().replace("备案", "备安")));
  }
}
