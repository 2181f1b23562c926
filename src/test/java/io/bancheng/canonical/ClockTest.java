package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
  private static final Instant T = Instant.parse("2026-10-12T01:00:00Z");
  private static final Due DUE = new Due(T.plusSeconds(1000), "cn@1", false);
  private static final Clock CLOCK = Clock.started(ClockKind.HANDLE, "1", 1, "5wd", T, DUE);

  @Test
  void a_clock_stored_by_the_first_version_still_reads() throws JsonProcessingException {
    String old =
        """
        {"kind":"HANDLE","subject":"1","round":1,"limit":"5wd","startedAt":"2026-10-12T09:00:00+08:00",
        "dueAt":"2026-10-12T09:16:40+08:00","calendar":"cn@1","provisional":false}""";

    assertThat(CanonicalJson.MAPPER.readValue(old, Clock.class)).isEqualTo(CLOCK);
  }

  @Test
  void a_paused_clock_is_not_looked_at_and_runs_again_to_its_new_time()
      throws JsonProcessingException {
    var paused = CLOCK.pause(T.plusSeconds(10), "WAIT_THIRD_PARTY");
    assertThat(paused.watchAt()).isEmpty();
    assertThat(paused.running()).isTrue();
    assertThat(paused.pause(T.plusSeconds(20), "X")).isEqualTo(paused);

    var later = new Due(T.plusSeconds(2000), "cn@2", true);
    var resumed = paused.resume(T.plusSeconds(30), later);

    assertThat(resumed.paused()).isFalse();
    assertThat(resumed.watchAt()).contains(later.at());
    assertThat(resumed.calendar()).isEqualTo("cn@2");
    assertThat(resumed.provisional()).isTrue();
    assertThat(resumed.changes())
        .extracting(ClockChange::type)
        .containsExactly(ClockChange.Type.PAUSE, ClockChange.Type.RESUME);
    var json = CanonicalJson.write(resumed);
    assertThat(CanonicalJson.MAPPER.readValue(json, Clock.class)).isEqualTo(resumed);
  }

  @Test
  void a_clock_that_does_not_rest_cannot_go_on() {
    assertThat(CLOCK.resume(T, DUE)).isEqualTo(CLOCK);
  }

  @Test
  void an_extension_stands_in_the_limit_and_ends_being_late() {
    var late = CLOCK.breach(T.plusSeconds(1001));
    assertThat(late.watchAt()).isEmpty();

    var extended =
        late.extend(
            T.plusSeconds(1002), "2wd", "granted", new Due(T.plusSeconds(5000), "c", false));

    assertThat(extended.limit()).isEqualTo("5wd+2wd");
    assertThat(extended.breachedAt()).isNull();
    assertThat(extended.watchAt()).contains(T.plusSeconds(5000));
  }

  @Test
  void a_stopped_clock_is_not_looked_at() {
    assertThat(CLOCK.stop(T).watchAt()).isEmpty();
    assertThat(CLOCK.stop(T).runOn().watchAt()).contains(DUE.at());
  }
}
