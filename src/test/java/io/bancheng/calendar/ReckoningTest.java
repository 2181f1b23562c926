package io.bancheng.calendar;

import static io.bancheng.calendar.Anhui.CALENDAR;
import static io.bancheng.calendar.Anhui.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.calendar.Stretch.Pause;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.DayKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private static final long FIRST = at("2026-09-01T00:00:00").getEpochSecond();

  @Test
  void every_day_of_national_day_is_told_with_its_kind() {
    var days = reckon(Stretch.of(at("2026-09-30T16:52:05"), limit("10wd"))).days();

    assertThat(days).hasSize(21);
    assertThat(days.get(0).start()).isTrue();
    assertThat(days.get(1).kind()).isEqualTo(DayKind.HOLIDAY);
    assertThat(days.get(1).name()).isEqualTo("国庆节");
    assertThat(days.get(10).date()).isEqualTo(LocalDate.parse("2026-10-10"));
    assertThat(days.get(10).kind()).isEqualTo(DayKind.MAKE_UP);
    assertThat(days.get(10).total()).isEqualTo(Duration.ofDays(3));
    assertThat(days.get(11).kind()).isEqualTo(DayKind.WEEKEND);
    assertThat(days.get(20).date()).isEqualTo(LocalDate.parse("2026-10-20"));
    assertThat(days.get(20).total()).isEqualTo(Duration.ofDays(10));
  }

  @Test
  void days_of_a_pause_do_not_count_but_the_day_of_going_on_does() {
    var stretch =
        Stretch.of(at("2026-10-12T09:00:00"), limit("5wd"))
            .with(new Pause(at("2026-10-14T10:00:00"), at("2026-10-16T09:00:00")));

    var reckoning = reckon(stretch);

    assertThat(reckoning.due().at()).isEqualTo(at("2026-10-21T23:59:59"));
    assertThat(reckoning.days()).filteredOn(Reckoning.Day::paused).hasSize(2);
  }

  @Test
  void a_clock_paused_on_its_last_day_is_never_due_before_it_goes_on() {
    var friday =
        Stretch.of(at("2026-10-15T09:00:00"), limit("1wd"))
            .with(new Pause(at("2026-10-16T17:00:00"), at("2026-10-17T08:00:00")));

    assertThat(reckon(friday).due().at()).isEqualTo(at("2026-10-19T23:59:59"));
  }

  @Test
  void a_pause_after_the_end_changes_nothing() {
    var stretch = Stretch.of(at("2026-10-12T09:00:00"), limit("1wd"));
    var late = new Pause(at("2026-10-15T09:00:00"), at("2026-10-19T09:00:00"));

    assertThat(reckon(stretch.with(late))).isEqualTo(reckon(stretch));
  }

  @Test
  void working_hours_stand_still_while_paused() {
    var stretch =
        Stretch.of(at("2026-10-12T09:00:00"), limit("4wh"))
            .with(new Pause(at("2026-10-12T10:00:00"), at("2026-10-12T14:30:00")));

    assertThat(reckon(stretch).due().at()).isEqualTo(at("2026-10-12T17:30:00"));
  }

  @Test
  void an_extension_is_counted_from_the_time_it_was_due() {
    var stretch = Stretch.of(at("2026-10-12T09:00:00"), limit("3wd")).with(limit("2wd"));

    assertThat(reckon(stretch).due().at()).isEqualTo(at("2026-10-19T23:59:59"));
  }

  @Test
  void what_comes_after_the_cut_off_passes_for_coming_on_the_next_working_day() {
    var week =
        new OfficeWeek(
            Anhui.WEEK.zone(),
            Anhui.WEEK.weekend(),
            Anhui.WEEK.hours(),
            LocalTime.of(17, 0),
            LocalTime.of(17, 30));
    var calendar = new WorkingCalendar("c", week, Map.of(), java.util.Set.of(2026));

    assertThat(calendar.due(at("2026-10-16T17:00:00"), limit("1wd")).at())
        .isEqualTo(at("2026-10-19T17:30:00"));
    assertThat(calendar.due(at("2026-10-16T17:00:01"), limit("1wd")).at())
        .isEqualTo(at("2026-10-20T17:30:00"));
  }

  @Test
  void a_day_on_which_the_region_is_closed_does_not_count_and_says_why() {
    var closed = CALENDAR.with(Map.of(LocalDate.parse("2026-10-13"), new SpecialDay(true, "暴雪停办")));

    var reckoning = closed.reckon(Stretch.of(at("2026-10-12T09:00:00"), limit("1wd")));

    assertThat(reckoning.due().at()).isEqualTo(at("2026-10-14T23:59:59"));
    assertThat(reckoning.days().get(1).kind()).isEqualTo(DayKind.CLOSED);
    assertThat(reckoning.days().get(1).name()).isEqualTo("暴雪停办");
  }

  @Property(tries = 300)
  void the_last_row_of_the_table_gives_the_due_time(
      @ForAll @IntRange(max = 120 * 86_400) int offset,
      @ForAll @IntRange(min = 1, max = 30) int amount,
      @ForAll @IntRange(max = 5) int extension,
      @ForAll @IntRange(max = 20 * 24) int pauseAfter,
      @ForAll @IntRange(max = 20 * 24) int pauseHours,
      @ForAll Unit unit) {
    Instant start = Instant.ofEpochSecond(FIRST + offset);
    var from = start.plus(Duration.ofHours(pauseAfter));
    var pause = new Pause(from, from.plus(Duration.ofHours(pauseHours)));
    var limits = new ArrayList<>(List.of(new TimeLimit(amount, unit)));
    if (extension > 0) {
      limits.add(TimeLimit.workingDays(extension));
    }

    var reckoning = reckon(new Stretch(start, limits, List.of(pause)));

    var last = reckoning.days().get(reckoning.days().size() - 1);
    var wanted = limits.get(limits.size() - 1);
    assertThat(last.date()).isEqualTo(CALENDAR.day(reckoning.due().at().minusNanos(1)));
    assertThat(last.total()).isEqualTo(whole(wanted));
    assertThat(last.limit()).isEqualTo(limits.size() - 1);
    for (int i = 0; i < limits.size(); i++) {
      int limit = i;
      var counted =
          reckoning.days().stream()
              .filter(d -> d.limit() == limit)
              .map(Reckoning.Day::counted)
              .reduce(Duration.ZERO, Duration::plus);
      assertThat(counted).isEqualTo(whole(limits.get(i)));
    }
    assertThat(reckoning.days())
        .noneMatch(
            d -> !d.counted().isZero() && wantedUnitIsOffice(limits, d) && !d.kind().worked());
  }

  private static boolean wantedUnitIsOffice(List<TimeLimit> limits, Reckoning.Day d) {
    return limits.get(d.limit()).unit() != Unit.HOURS;
  }

  private static Duration whole(TimeLimit limit) {
    return limit.unit() == Unit.WORKING_DAYS
        ? Duration.ofDays(limit.amount())
        : Duration.ofHours(limit.amount());
  }

  private static Reckoning reckon(Stretch stretch) {
    return CALENDAR.reckon(stretch);
  }

  private static TimeLimit limit(String text) {
    return TimeLimit.parse(text);
  }
}
