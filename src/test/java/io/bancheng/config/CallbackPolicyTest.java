package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.DissatisfactionCause;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallbackPolicyTest {
  @Test
  void about_so_many_cases_of_a_class_are_drawn_and_always_the_same() {
    var drawn = IntStream.range(0, 10_000).filter(i -> sampled(i, "web")).count();
    assertThat(drawn).isBetween(2_700L, 3_300L);
    assertThat(IntStream.range(0, 10_000).filter(i -> sampled(i, "web")).count()).isEqualTo(drawn);
  }

  @Test
  void a_channels_own_percentage_goes_first() {
    assertThat(IntStream.range(0, 1_000)).allMatch(i -> sampled(i, "counter"));
    assertThat(IntStream.range(0, 1_000)).noneMatch(i -> sampled(i, "hotline"));
  }

  @Test
  void low_ratings_count_unless_the_rule_itself_is_disliked() {
    var rule = Shipped.HUB.callback().dissatisfied();
    assertThat(rule.is(rated(1, null))).isTrue();
    assertThat(rule.is(rated(2, DissatisfactionCause.SPEED))).isTrue();
    assertThat(rule.is(rated(2, DissatisfactionCause.POLICY))).isFalse();
    assertThat(rule.is(rated(3, DissatisfactionCause.RESULT))).isFalse();
    assertThat(rule.is(rated(0, DissatisfactionCause.RESULT))).isFalse();
  }

  private static CallbackResult rated(int satisfaction, DissatisfactionCause cause) {
    return new CallbackResult(true, null, satisfaction, cause);
  }

  private boolean sampled(int number, String channel) {
    return Shipped.HUB.callback().sampled(numbered("3408822610%08d".formatted(number), channel));
  }

  private static Case numbered(String caseNo, String channelCode) {
    return CaseHistory.registered(caseNo, channelCode);
  }
}
