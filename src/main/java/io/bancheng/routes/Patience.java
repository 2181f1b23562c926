package io.bancheng.routes;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a system is called again: as it says in {@code Retry-After} (RFC 9110,
 * seconds or a date), else twice as long every time; a second at least, and never longer than is
 * set.
 */
public final class Patience {
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** The longest wait for channels' systems. */
  static final Duration CHANNELS = Duration.ofMinutes(5);

  /** The longest wait for departments' systems. */
  static final Duration DEPARTMENTS = Duration.ofMinutes(15);

  private static final int DOUBLINGS = 10;

  private final Clock clock;
  private final Duration longest;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  public Patience(Clock clock) {
    this(clock, CHANNELS);
  }

  Patience(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  /** The wait after so many attempts, the last of which failed for that reason. */
  Duration after(int attempts, Exception why) {
    return said(why).orElseGet(() -> grown(attempts));
  }

  /** Notes that a system fails; true if it did not before. */
  boolean begins(String system) {
    return failing.add(system);
  }

  /** Notes that a system works; true if it did not before. */
  boolean over(String system) {
    return failing.remove(system);
  }

  private Optional<Duration> said(Exception why) {
    return why instanceof NotTaken later
        ? later.retryAfter().flatMap(this::read)
        : Optional.empty();
  }

  private Optional<Duration> read(String retryAfter) {
    String text = retryAfter.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(within(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(within(Duration.between(clock.instant(), until)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The wait after so many attempts. */
  Duration grown(int attempts) {
    long most = LEAST.toMillis() << Math.min(attempts, DOUBLINGS);
    return within(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most)));
  }

  private Duration within(Duration wait) {
    return wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(longest) > 0 ? longest : wait;
  }
}
