package io.bancheng.config;

import java.time.LocalTime;
import java.util.Optional;

/**
 * How fast and when the hub brings letters to a department's system.
 *
 * @param concurrency how many letters may be on their way at once, on each node
 * @param perSecond how many may leave in a second, on each node
 * @param maintenance when its system may not be called, office local times
 */
public record Pace(int concurrency, int perSecond, Optional<Window> maintenance) {
  static final Pace USUAL = new Pace(2, 20, Optional.empty());

  private static final int MOST_AT_ONCE = 16;
  private static final int MOST_PER_SECOND = 1000;

  /** A time of every day, which may go past midnight. */
  public record Window(LocalTime from, LocalTime to) {
    /** Whether that local time lies in it; its end does not. */
    public boolean contains(LocalTime time) {
      boolean begun = !time.isBefore(from);
      boolean open = time.isBefore(to);
      return from.isBefore(to) ? begun && open : begun || open;
    }
  }

  static Pace read(YamlTree at) {
    at.keys("concurrency", "perSecond", "maintenance");
    return new Pace(
        at.find("concurrency").map(c -> c.number(1, MOST_AT_ONCE)).orElse(USUAL.concurrency),
        at.find("perSecond").map(p -> p.number(1, MOST_PER_SECOND)).orElse(USUAL.perSecond),
        at.find("maintenance").flatMap(Pace::window));
  }

  private static Optional<Window> window(YamlTree at) {
    String text = at.text();
    String time = "([01]\\d|2[0-3]):[0-5]\\d";
    if (text.matches(time + "-" + time) && !text.substring(0, 5).equals(text.substring(6))) {
      return Optional.of(
          new Window(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6))));
    }
    if (!text.isEmpty()) {
      at.problem(
          "maintenance is \"%s\".".formatted(text),
          "Write local times as \"22:00-06:00\", with quotes.");
    }
    return Optional.empty();
  }
}
