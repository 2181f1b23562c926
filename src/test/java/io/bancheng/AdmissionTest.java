package io.bancheng;

import static io.bancheng.Admission.Verdict.CHANNEL_BUSY;
import static io.bancheng.Admission.Verdict.HUB_BUSY;
import static io.bancheng.Admission.Verdict.IN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(2, 3);

  @Test
  void a_channel_that_floods_waits_for_itself() {
    assertThat(admission.enter("hotline")).isEqualTo(IN);
    assertThat(admission.enter("hotline")).isEqualTo(IN);
    assertThat(admission.enter("hotline")).isEqualTo(CHANNEL_BUSY);
    assertThat(admission.enter("counter")).isEqualTo(IN);
    admission.leave("hotline");
    assertThat(admission.enter("hotline")).isEqualTo(IN);
  }

  @Test
  void all_together_may_not_be_more_than_the_hub_can_serve() {
    admission.enter("hotline");
    admission.enter("hotline");
    admission.enter("counter");
    assertThat(admission.enter("web")).isEqualTo(HUB_BUSY);
    admission.leave("counter");
    assertThat(admission.enter("web")).isEqualTo(IN);
  }

  @Test
  void who_was_refused_takes_no_place() {
    admission.enter("hotline");
    admission.enter("hotline");
    for (int i = 0; i < 10; i++) {
      assertThat(admission.enter("hotline")).isEqualTo(CHANNEL_BUSY);
    }
    assertThat(admission.enter("counter")).isEqualTo(IN);
  }
}
