package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.ScreeningHit;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
  private final Exclusions exclusions = HUB.exclusions();

  @Test
  void a_hit_says_what_was_found_and_what_the_reporter_would_be_told() {
    var hit = exclusions.hits("判决执行不了", "申请強制執行，执行局一直不办").get(0);

    assertThat(hit.ruleId()).isEqualTo("X02");
    assertThat(hit.reason()).isEqualTo(ExclusionReason.LITIGATION);
    assertThat(hit.action()).isEqualTo("MANUAL_CONFIRM");
    assertThat(hit.matched()).containsExactly("判决", "强制执行", "执行局");
    assertThat(hit.referralText()).contains("12368");
  }

  @Test
  void a_word_of_the_unless_list_clears_the_rule() {
    assertThat(exclusions.hits("法院已解除查封，判决生效")).isEmpty();
  }

  @Test
  void rules_without_words_never_hit() {
    assertThat(exclusions.hits("与政策不符", null)).isEmpty();
    assertThat(exclusions.hits()).isEmpty();
  }

  @Test
  void several_grounds_come_in_the_order_of_the_table() {
    assertThat(exclusions.hits("多次上访", "邻居家着火"))
        .extracting(ScreeningHit::ruleId)
        .containsExactly("X01", "X04", "X07");
  }
}
