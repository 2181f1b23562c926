package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** "12345678901234567890" of RFC 6238, appendix B. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_the_standard(long second, String code) {
    assertThat(Totp.code(SECRET, second / 30)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
  }

  @Test
  void a_code_lives_half_a_minute_longer_on_either_side_and_no_more() {
    assertThat(Totp.step(SECRET, "287082", Instant.ofEpochSecond(60))).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", Instant.ofEpochSecond(0))).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", Instant.ofEpochSecond(90))).isEmpty();
    assertThat(Totp.step(SECRET, "28708", Instant.ofEpochSecond(59))).isEmpty();
    assertThat(Totp.step(SECRET, null, Instant.ofEpochSecond(59))).isEmpty();
  }

  @Test
  void secrets_are_new_each_time_and_lose_nothing_in_base_32() {
    assertThat(Totp.secret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.secret());
    assertThat(Totp.address("staff.zhang", SECRET))
        .isEqualTo("otpauth://totp/Bancheng:staff.zhang?secret=" + SECRET + "&issuer=Bancheng");
  }
}
