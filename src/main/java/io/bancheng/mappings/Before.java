package io.bancheng.mappings;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The limit that a letter sets in its text: 请于2026年10月16日前反馈. */
final class Before {
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(\\d{4})\\s?年)?\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日"
              + "\\s?(?:(\\d{1,2})\\s?[时点:：](?:(\\d{1,2})\\s?分?)?)?\\s?(?:下班|之|以)?前");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private Before() {}

  /**
   * The first such time in the text, in Asia/Shanghai; a day alone lasts to its last second.
   *
   * @param written when the letter was written: a day without a year is the next one of that date
   */
  static Optional<OffsetDateTime> in(String text, OffsetDateTime written) {
    return DATE.matcher(Words.narrow(text))
        .results()
        .map(found -> time(found, written))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<OffsetDateTime> time(MatchResult found, OffsetDateTime written) {
    try {
      var day = day(found, written.toLocalDate());
      var hour =
          found.group(4) == null
              ? LAST_SECOND
              : LocalTime.of(Integer.parseInt(found.group(4)), minutes(found.group(5)));
      return Optional.of(OffsetDateTime.of(day, hour, written.getOffset()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDate day(MatchResult found, LocalDate written) {
    boolean year = found.group(1) != null;
    int number = year ? Integer.parseInt(found.group(1)) : written.getYear();
    var day =
        LocalDate.of(number, Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
    return year || !day.isBefore(written) ? day : day.plusYears(1);
  }

  private static int minutes(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
