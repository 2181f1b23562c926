package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowOftenTest {
  @ParameterizedTest
  @CsvSource({
    "5,5", "5次,5", "０３趟,3", "约3-4次,3", "两次,2", "十趟,10", "第十二次,12", "二十多次,20", "好几次,", "2026次,", "无,"
  })
  void the_first_number_counts(String text, Integer number) {
    assertThat(HowOften.read(text)).isEqualTo(number);
  }
}
