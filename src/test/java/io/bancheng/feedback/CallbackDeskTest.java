package io.bancheng.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Texts;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallbackDeskTest {
  private static final HubConfig SHIPPED =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
  private static final Instant NOW = Instant.parse("2026-10-12T02:00:00Z");
  private static final Actor CLERK = new Actor(Role.WINDOW_CLERK, "staff.a", null);

  private final CallbackDesk desk = new CallbackDesk();

  @Test
  void a_reporter_who_was_told_rates_unasked_and_the_first_and_the_last_rating_are_kept() {
    var rated = desk.rate(desk.rate(told(), 2, "还没有办好"), 5, null).current();
    assertThat(rated.ratings()).extracting(CallbackResult::satisfaction).containsExactly(2, 5);
    assertThat(rated.callbacks()).allMatch(c -> c.role() == Role.REPORTER);
  }

  @Test
  void nobody_rates_what_is_not_told_yet() {
    assertThatThrownBy(() -> desk.rate(closed(), 5, null)).isInstanceOf(IllegalTransition.class);
  }

  @Test
  void nobody_gives_more_than_five() {
    assertThatThrownBy(() -> desk.rate(told(), 6, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Turn told() {
    return closed()
        .add(
            new FeedbackGiven(
                NOW, CLERK, 1, FeedbackMethod.ON_SITE, FeedbackOutcome.REACHED, List.of()));
  }

  private static Turn closed() {
    var registered = CaseHistory.registered("340882261009000015", "counter");
    return new Turn(CaseFile.taken(registered, null, 1, ""), SHIPPED, NOW)
        .add(new AnsweredOnSpot(NOW, CLERK, Texts.of("answerText", "已办好"), List.of()));
  }
}
