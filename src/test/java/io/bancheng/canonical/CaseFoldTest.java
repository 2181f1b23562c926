package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaseFoldTest {
  @Property(tries = 500)
  void a_case_survives_its_json_form_after_any_legal_history(
      @ForAll long seed, @ForAll @IntRange(max = 25) int length) throws JsonProcessingException {
    var folded = fold(seed, length);
    var json = CanonicalJson.write(folded);
    assertThat(CanonicalJson.MAPPER.readValue(json, Case.class)).isEqualTo(folded);
  }

  @Property(tries = 200)
  void clocks_of_an_ended_case_stand_still(@ForAll long seed) {
    var folded = fold(seed, 25);
    if (folded.status() == CaseStatus.REJECTED) {
      assertThat(folded.clocks()).noneMatch(Clock::running);
    }
    assertThat(folded.activeAssignments().stream().filter(Assignment::lead).count())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void a_feedback_that_came_back_runs_on_to_its_original_time() {
    var due = new Due(Instant.parse("2026-10-14T15:59:59Z"), "cn@1", false);
    var at = Instant.parse("2026-10-13T02:00:00Z");
    var feedback = Clock.started(ClockKind.FEEDBACK, "1", 1, "1wd", at, due);
    var callback = Clock.started(ClockKind.CALLBACK, "1", 1, "3wd", at, due);
    var told = new Feedback(1, at, FeedbackMethod.MAIL, FeedbackOutcome.REACHED, Actor.HUB.id());
    var registered = CaseHistory.of(1, 0).get(0).applyTo(null);
    var given =
        registered
            .with(CaseStatus.FEEDBACK_GIVEN)
            .told(told)
            .start(List.of(clock(feedback, registered).stop(at), clock(callback, registered)));
    var failed = new FeedbackFailed(at, Actor.HUB, FeedbackMethod.MAIL, Texts.NONE).applyTo(given);
    assertThat(failed.status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(failed.feedback())
        .singleElement()
        .extracting(Feedback::outcome)
        .isEqualTo(FeedbackOutcome.UNREACHABLE);
    assertThat(failed.clock(ClockKind.CALLBACK, failed.caseNo()).orElseThrow().running()).isFalse();
    var again = failed.clock(ClockKind.FEEDBACK, failed.caseNo()).orElseThrow();
    assertThat(again.running()).isTrue();
    assertThat(again.dueAt()).isEqualTo(due.at());
  }

  private static Clock clock(Clock model, Case c) {
    return Clock.started(
        model.kind(),
        c.caseNo(),
        1,
        model.limit(),
        model.startedAt(),
        new Due(model.dueAt(), model.calendar(), false));
  }

  private static Case fold(long seed, int length) {
    Case current = null;
    for (CaseEvent event : CaseHistory.of(seed, length)) {
      current = event.applyTo(current);
    }
    return current;
  }
}
