package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "駕駛證換證, 驾驶证换证",
    "不動產轉移登記, 不动产转移登记",
    "臺灣, 台湾",
    "１９４００００, 1940000",
    "医保局, 医保局",
    "𬭎某, 𬭎某",
  })
  void traditional_and_full_width_characters_become_plain(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(folded);
  }

  @Test
  void no_text_folds_to_the_empty_text() {
    assertThat(Folding.fold(null)).isEmpty();
  }

  @Test
  void no_word_arises_between_two_texts() {
    assertThat(Folding.foldAll("关于医", null, " ", "保局")).isEqualTo("关于医\n保局");
  }
}
