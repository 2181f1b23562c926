package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LocalTimesTest {
  @Property(tries = 5000)
  void times_are_written_as_the_standard_formatter_writes_them(
      @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    same(Instant.ofEpochSecond(second, nano));
    same(Instant.ofEpochSecond(second, nano / 1_000_000 * 1_000_000L));
    same(Instant.ofEpochSecond(second));
  }

  @Test
  void so_are_summer_time_and_years_that_nobody_lives_in() {
    same(Instant.parse("1988-07-01T00:00:00.5Z"));
    same(Instant.parse("1900-01-01T00:00:00Z"));
    same(Instant.parse("+12026-01-01T00:00:00.001Z"));
  }

  private static void same(Instant at) {
    var expected = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(CanonicalJson.ZONE));
    assertThat(LocalTimes.write(at)).isEqualTo(expected);
  }
}
