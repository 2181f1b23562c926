package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

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

  private static Case fold(long seed, int length) {
    Case current = null;
    for (CaseEvent event : CaseHistory.of(seed, length)) {
      current = event.applyTo(current);
    }
    return current;
  }
}
