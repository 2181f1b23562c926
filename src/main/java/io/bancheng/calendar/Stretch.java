package io.bancheng.calendar;

import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a due time is counted from.
 *
 * @param limits the limit, then each extension; one is counted from where the one before ended
 * @param pauses times that do not count, in order
 */
public record Stretch(Instant start, List<TimeLimit> limits, List<Pause> pauses) {

  /** A time in which the clock rested. */
  public record Pause(Instant from, Instant to) {}

  public Stretch {
    limits = List.copyOf(limits);
    pauses = List.copyOf(pauses);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("A due time needs a limit.");
    }
  }

  /** A limit that nothing interrupts. */
  public static Stretch of(Instant start, TimeLimit limit) {
    return new Stretch(start, List.of(limit), List.of());
  }

  /**
   * What a clock was counted from. A pause that has not ended is left out: the due time stands
   * until the clock is resumed.
   *
   * @throws IllegalArgumentException for a clock that its sender set
   */
  public static Stretch of(Clock clock) {
    var limits = Stream.of(clock.limit().split("\\+")).map(TimeLimit::parse).toList();
    var pauses = new ArrayList<Pause>();
    Instant from = null;
    for (ClockChange change : clock.changes()) {
      if (change.type() == ClockChange.Type.PAUSE) {
        from = change.at();
      } else if (change.type() == ClockChange.Type.RESUME && from != null) {
        pauses.add(new Pause(from, change.at()));
        from = null;
      }
    }
    return new Stretch(clock.startedAt(), limits, pauses);
  }

  /** The same with one more pause. */
  public Stretch with(Pause pause) {
    var more = new ArrayList<>(pauses);
    more.add(pause);
    return new Stretch(start, limits, more);
  }

  /** The same with one more limit after the others. */
  public Stretch with(TimeLimit limit) {
    var more = new ArrayList<>(limits);
    more.add(limit);
    return new Stretch(start, more, pauses);
  }
}
