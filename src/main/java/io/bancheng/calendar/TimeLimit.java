package io.bancheng.calendar;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A time limit (期限) as an office writes it: {@code 5wd} working days, {@code 4wh} working hours,
 * {@code 2h} clock hours.
 *
 * @param amount from 1
 */
public record TimeLimit(int amount, Unit unit) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})([a-z]+)");

  /** What a limit is counted in. */
  public enum Unit {
    /** 工作日. The start day is not counted. */
    WORKING_DAYS("wd"),
    /** Hours inside office hours of working days. */
    WORKING_HOURS("wh"),
    /** Hours by the clock, by day and night. */
    HOURS("h");

    private final String text;

    Unit(String text) {
      this.text = text;
    }
  }

  public TimeLimit {
    Objects.requireNonNull(unit, "unit");
    if (amount < 1) {
      throw new IllegalArgumentException("A time limit is at least 1, not " + amount + ".");
    }
  }

  /** So many working days. */
  public static TimeLimit workingDays(int amount) {
    return new TimeLimit(amount, Unit.WORKING_DAYS);
  }

  /**
   * Reads {@code 5wd}, {@code 4wh} or {@code 2h}.
   *
   * @throws IllegalArgumentException if the text is none of them; the message says what to write
   */
  public static TimeLimit parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw refusal(text, "is not a time limit.");
    }
    String unit = matcher.group(2);
    if (unit.equals("d")) {
      throw refusal(
          text,
          "does not say which days. Working days are %swd; this office has no limits in calendar days."
              .formatted(matcher.group(1)));
    }
    return Arrays.stream(Unit.values())
        .filter(known -> known.text.equals(unit))
        .findFirst()
        .map(known -> new TimeLimit(Integer.parseInt(matcher.group(1)), known))
        .orElseThrow(() -> refusal(text, "has no known unit."));
  }

  private static IllegalArgumentException refusal(String text, String why) {
    return new IllegalArgumentException(
        "\"%s\" %s Write working days as 5wd, working hours as 4wh, clock hours as 2h."
            .formatted(text, why));
  }

  @Override
  public String toString() {
    return amount + unit.text;
  }
}
