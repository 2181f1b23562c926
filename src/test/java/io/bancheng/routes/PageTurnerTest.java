package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Gazetteer;
import io.bancheng.canonical.Poll;
import io.bancheng.canonical.Poll.OpenWork;
import io.bancheng.canonical.Poll.Walk;
import io.bancheng.canonical.PollState;
import io.bancheng.canonical.PollStep;
import io.bancheng.config.PollSince;
import io.bancheng.config.PollSince.Form;
import io.bancheng.config.RestPolling;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.ReplyMapping;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTurnerTest {
  private static final Instant NOW = Instant.parse("2026-10-13T01:00:00Z");
  private static final URI URL = URI.create("https://hall.example.gov.cn/replies");
  private static final PollState FRESH = PollState.NONE.at(URL.toString());
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final RestPolling.Pages LINKED = new RestPolling.Pages(Optional.empty(), 1, 3);
  private static final RestPolling.Pages COUNTED =
      new RestPolling.Pages(Optional.of("pageNo"), 1, 3);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ISO, Asia/Shanghai, 2026-10-13T08:49:58+08:00",
    "ISO, UTC, 2026-10-13T00:49:58Z",
    "LOCAL, Asia/Shanghai, 2026-10-13 08:49:58",
    "LOCAL, Asia/Tokyo, 2026-10-13 09:49:58",
    "DATE, Asia/Shanghai, 2026-10-13",
    "DATE, America/New_York, 2026-10-12",
    "SECONDS, UTC, 1791852598",
    "MILLIS, UTC, 1791852598765"
  })
  void it_asks_from_ten_minutes_before_the_mark_in_the_form_and_zone_of_the_department(
      Form form, String zone, String asked) {
    var since = new PollSince("since", form, Optional.of(ZoneId.of(zone)), TEN);
    var state = FRESH.over("2026-10-13T00:59:58.765Z", null);
    assertThat(turner(state, since, LINKED).since()).contains(asked);
  }

  @Test
  void without_a_mark_it_asks_from_a_day_before_the_oldest_open_assignment() {
    assertThat(turner(FRESH, iso(), LINKED).since()).contains("2026-10-01T23:50:00+08:00");
  }

  @Test
  void of_an_address_that_is_new_nothing_is_known() {
    var other = PollState.NONE.at("https://old.example.gov.cn/").over("2026-10-13T00:00:00Z", null);
    assertThat(turner(other, iso(), LINKED).since()).contains("2026-10-01T23:50:00+08:00");
  }

  @Test
  void a_token_is_asked_for_as_it_was_told_and_forgotten_when_it_is_gone() {
    var token = new PollSince("after", Form.TOKEN, Optional.empty(), TEN);
    var first = turner(FRESH, token, LINKED);
    assertThat(first.since()).isEmpty();
    var state = turned(first, "{'rows':[],'at':'b-17'}").state();
    var second = turner(state, token, LINKED);
    assertThat(second.since()).contains("b-17");
    assertThat(second.maybeAbsent(410)).isTrue();
    assertThat(second.absent().state().cursor()).isNull();
  }

  @Test
  void the_mark_is_the_newest_time_and_moves_when_the_walk_is_over() {
    var first =
        turned(
            turner(FRESH, iso(), LINKED),
            "{'rows':[1],'at':['2026-10-13 08:30','2026-10-13 08:59','2026-10-13 08:45'],"
                + "'next':'/replies?p=2'}");
    assertThat(first.over()).isFalse();
    assertThat(first.state().cursor()).isNull();
    assertThat(first.walk().next()).isEqualTo("https://hall.example.gov.cn/replies?p=2");
    var second =
        turned(turner(first.state(), iso(), LINKED), "{'rows':[2],'at':'2026-10-13 08:10'}");
    assertThat(second.over()).isTrue();
    assertThat(second.state().cursor()).isEqualTo("2026-10-13T00:59:00Z");
  }

  @Test
  void a_mark_never_goes_back_and_a_department_that_goes_back_is_told_of() {
    var state = FRESH.over("2026-10-13T00:59:00Z", null);
    var step = turned(turner(state, iso(), LINKED), "{'rows':[1],'at':'2026-10-13 08:00'}");
    assertThat(step.state().cursor()).isEqualTo("2026-10-13T00:59:00Z");
    assertThat(step.alerts()).containsExactly(PageTurner.BACK);
  }

  @Test
  void a_time_more_than_an_hour_ahead_is_no_mark_but_an_alarm() {
    var step =
        turned(
            turner(FRESH, iso(), LINKED),
            "{'rows':[1],'at':['2026-10-13 09:59','2026-10-13 10:01','2033-01-01']}");
    assertThat(step.state().cursor()).isEqualTo("2026-10-13T01:59:00Z");
    assertThat(step.alerts()).containsExactly(PageTurner.AHEAD);
  }

  @Test
  void pages_that_do_not_tell_are_counted_until_one_is_empty() {
    var mapping = mapping("page: { cursor: at }");
    var first = turner(FRESH, iso(), COUNTED, mapping);
    assertThat(first.page()).isEqualTo("1");
    var step = turned(first, "{'rows':[1]}");
    assertThat(step.walk().next()).isEqualTo("2");
    var last = turned(turner(step.state(), iso(), COUNTED, mapping), "{'rows':[]}");
    assertThat(last.over()).isTrue();
  }

  @Test
  void a_system_that_gives_the_same_page_for_ever_ends_the_walk_and_moves_nothing() {
    var mapping = mapping("page: { cursor: at }");
    String page = "{'rows':[1],'at':'2026-10-13 08:59'}";
    var step = turned(turner(FRESH, iso(), COUNTED, mapping), page);
    var again = turned(turner(step.state(), iso(), COUNTED, mapping), page);
    assertThat(again.over()).isTrue();
    assertThat(again.state().cursor()).isNull();
    assertThat(again.alerts()).containsExactly(PageTurner.PAGES);
  }

  @Test
  void a_walk_that_is_too_long_rests_and_goes_on_from_there() {
    var state = FRESH;
    PollStep step = null;
    for (int page = 1; page <= 3; page++) {
      step = turned(turner(state, iso(), COUNTED), "{'rows':[1],'next':" + (page + 1) + "}");
      state = step.state();
    }
    assertThat(step.over()).isFalse();
    assertThat(step.pause()).isEqualTo(Duration.ofMinutes(1));
    assertThat(step.alerts()).containsExactly(PageTurner.PAGES);
    assertThat(turner(state, iso(), COUNTED).page()).isEqualTo("4");
  }

  @Test
  void the_next_page_is_never_on_another_server() {
    assertThatThrownBy(
            () ->
                turned(
                    turner(FRESH, iso(), LINKED),
                    "{'rows':[1],'next':'https://hall.example.gov.cn.evil.example/'}"))
        .hasMessage("the next page is on another server");
  }

  @Test
  void a_walk_that_fails_three_times_in_the_middle_begins_anew_and_at_five_a_person_is_told() {
    var turned = turned(turner(FRESH, iso(), COUNTED), "{'rows':[1],'next':2}");
    var state = turned.state();
    for (int failure = 1; failure <= 5; failure++) {
      var failed = turner(state, iso(), COUNTED).failed(Duration.ofSeconds(failure));
      state = failed.state().with(failed.walk());
      assertThat(failed.over()).isFalse();
      assertThat(state.walk().next()).isEqualTo(failure < 3 ? "2" : null);
      assertThat(failed.alerts()).hasSize(failure == 5 ? 1 : 0);
    }
  }

  @Test
  void one_assignment_that_cannot_be_asked_about_is_a_difference_and_no_obstacle() {
    var state = FRESH;
    PollStep failed = null;
    for (int failure = 1; failure <= 3; failure++) {
      failed = nightly(state).failed(Duration.ZERO);
      state = failed.state().with(failed.walk());
    }
    assertThat(failed.over()).isFalse();
    assertThat(state.walk().about()).isEqualTo("340882261002000017-1");
    assertThat(state.walk().differences()).isEqualTo(1);
    for (int failure = 4; failure <= 9; failure++) {
      failed = nightly(state).failed(Duration.ZERO);
      state = failed.state().with(failed.walk());
    }
    assertThat(failed.over()).as("a system that is away").isTrue();
  }

  @Test
  void an_end_without_a_page_is_an_end_too() {
    var first =
        turned(turner(FRESH, iso(), COUNTED), "{'rows':[1],'at':'2026-10-13 08:59','next':2}");
    var last = turner(first.state(), iso(), COUNTED).unchanged();
    assertThat(last.over()).isTrue();
    assertThat(last.state().cursor()).isEqualTo("2026-10-13T00:59:00Z");
  }

  @Test
  void every_night_begins_with_the_first_assignment_and_with_no_difference() {
    var unknown = nightly(FRESH.failed()).absent();
    assertThat(unknown.state().failures()).isZero();
    assertThat(unknown.walk().differences()).isEqualTo(1);
    var over = nightly(unknown.state()).idly();
    assertThat(over.walk().differences()).isEqualTo(1);
    assertThat(over.state().walk()).isEqualTo(PollState.Pages.NONE);
  }

  private PageTurner nightly(PollState state) {
    var nightly =
        new RestPolling.Nightly(LocalTime.of(3, 10), Optional.of(URL + "/{assignmentId}"));
    return new PageTurner(
        new Poll(
            DepartmentId.parse("340882:ybj"),
            Walk.OPEN,
            1,
            NOW,
            state,
            new OpenWork(NOW, "340882261002000017-1")),
        new RestPolling(URL, Map.of(), null, TEN, Optional.of(iso()), LINKED, nightly),
        mapping("page: { cursor: at, next: next }"));
  }

  private static PollSince iso() {
    return new PollSince("since", Form.ISO, Optional.empty(), TEN);
  }

  private PageTurner turner(PollState state, PollSince since, RestPolling.Pages pages) {
    return turner(state, since, pages, mapping("page: { cursor: at, next: next }"));
  }

  private static PageTurner turner(
      PollState state, PollSince since, RestPolling.Pages pages, ReplyMapping mapping) {
    var open = new OpenWork(Instant.parse("2026-10-02T16:00:00Z"), null);
    var poll = new Poll(DepartmentId.parse("340882:ybj"), Walk.NEWS, 1, NOW, state, open);
    var nightly = new RestPolling.Nightly(LocalTime.of(3, 10), Optional.empty());
    return new PageTurner(
        poll,
        new RestPolling(
            URL, Map.of(), null, Duration.ofMinutes(1), Optional.of(since), pages, nightly),
        mapping);
  }

  private static PollStep turned(PageTurner turner, String page) {
    byte[] body = page.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var read = turner.mapping().page(body, "application/json");
    return turner.turned(read, new PageTurner.Answer(URL, body, null, null), NOW);
  }

  private ReplyMapping mapping(String page) {
    try {
      Files.createDirectories(folder.resolve("departments"));
      Files.writeString(
          folder.resolve("departments/polled.yaml"),
          """
          source: json
          version: 1
          items: rows
          %s
          reply: { eventType: a, assignmentId: b, occurredAt: c }
          """
              .formatted(page));
      return Mappings.load(folder, new Nowhere()).replies("polled").orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Nowhere implements Gazetteer {
    @Override
    public boolean knows(String regionCode) {
      return false;
    }

    @Override
    public Optional<Place> locate(String address) {
      return Optional.empty();
    }
  }
}
