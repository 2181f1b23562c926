package io.bancheng.console;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.config.HubConfig;
import java.time.Instant;

/** A limit as a traffic light (红绿灯). */
enum Light {
  /** In time, and there is time left. */
  GREEN,
  /** In time, and nearly late. */
  AMBER,
  /** Late. */
  RED,
  /** Over, and kept. */
  DONE,
  /** Resting. */
  GREY;

  /** What is due until then is nearly late: as many working days as the ladder warns before. */
  static Instant amber(HubConfig config, Instant now) {
    int days =
        config
            .limits()
            .step(SupervisionLevel.AMBER)
            .flatMap(step -> step.remainingWorkdays())
            .orElse(1);
    return config.calendar().due(now, TimeLimit.workingDays(days)).at();
  }

  /**
   * The light of something due.
   *
   * @param due null if nothing says until when
   * @param amber what is due until then is nearly late
   */
  static Light of(Instant due, Instant now, Instant amber) {
    if (due == null || due.isAfter(amber)) {
      return GREEN;
    }
    return due.isBefore(now) ? RED : AMBER;
  }

  /** The light of a limit, which may be over or rest. */
  static Light of(Clock k, Instant now, Instant amber) {
    if (!k.running()) {
      return k.stoppedAt().isAfter(k.dueAt()) ? RED : DONE;
    }
    return k.paused() ? GREY : of(k.dueAt(), now, amber);
  }
}
