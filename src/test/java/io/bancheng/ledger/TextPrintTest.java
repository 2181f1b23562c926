package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Submission.Demand;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPrintTest {
  private static final String COPIED = "我们小区的业主都拿不到不动产权证，开发商说测绘没有通过，登记中心说没有收到材料，请政府出面解决。";

  @Test
  void a_copied_text_with_another_number_and_other_punctuation_has_the_same_print() {
    assertThat(print(COPIED + "电话１９４０").get()).isEqualTo(print(COPIED + " 电话:77。").get());
  }

  @Test
  void a_word_more_changes_few_bits_and_another_matter_many() {
    long copied = print(COPIED).get().bits();
    assertThat(Long.bitCount(copied ^ print(COPIED + "谢谢").get().bits())).isLessThanOrEqualTo(6);
    long other = print("社保卡补办一直没有制出来，窗口说要等系统升级，已经等了三个月，请帮助催一催。").get().bits();
    assertThat(Long.bitCount(copied ^ other)).isGreaterThan(12);
  }

  @Test
  void too_little_to_tell_texts_apart_has_no_print() {
    assertThat(print("办不了，请帮忙。")).isEmpty();
  }

  @Test
  void prints_that_differ_in_three_bits_share_a_sixteenth() {
    var print = print(COPIED).get();
    var near = new TextPrint(print.bits() ^ (1L | 1L << 20 | 1L << 40));
    assertThat(near.band(3)).isEqualTo(print.band(3));
    assertThat(near.band(0)).isNotEqualTo(print.band(0));
  }

  private static Optional<TextPrint> print(String content) {
    return TextPrint.of(new Demand("HELP", null, null, content, null, null, null, null));
  }
}
