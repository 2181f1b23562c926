package io.bancheng.console;

import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.Clock;
import java.time.Duration;
import java.time.Instant;

/** A limit as a traffic light (红绿灯). */
enum Light {
  /** In time, and there is time left. */
  GREEN,
  /** Due on this working day, or a fifth of the time is left. */
  AMBER,
  /** Late. */
  RED,
  /** Over, and kept. */
  DONE,
  /** Resting. */
  GREY;

  private static final int SHORT = 5;

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

  static Light of(Clock k, WorkingCalendar calendar, Instant now) {
    var end = k.running() ? now : k.stoppedAt();
    if (end.isAfter(k.dueAt())) {
      return RED;
    }
    if (!k.running()) {
      return DONE;
    }
    if (k.paused()) {
      return GREY;
    }
    var whole = Duration.between(k.startedAt() == null ? now : k.startedAt(), k.dueAt());
    var left = Duration.between(now, k.dueAt());
    boolean today = calendar.day(now).equals(calendar.day(k.dueAt()));
    return today || left.multipliedBy(SHORT).compareTo(whole) < 0 ? AMBER : GREEN;
  }
}
