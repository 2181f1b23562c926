package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseNumbersTest {
  @Test
  void check_digit_follows_the_published_vector() {
    assertThat(CaseNumbers.checkDigit("0794")).isEqualTo('5');
  }

  @Test
  void every_single_wrong_digit_is_noticed() {
    String number = "34088226100900001";
    char check = CaseNumbers.checkDigit(number);
    for (int i = 0; i < number.length(); i++) {
      for (char wrong = '0'; wrong <= '9'; wrong++) {
        if (wrong != number.charAt(i)) {
          String mistyped = number.substring(0, i) + wrong + number.substring(i + 1);
          assertThat(CaseNumbers.checkDigit(mistyped)).isNotEqualTo(check);
        }
      }
    }
  }
}
