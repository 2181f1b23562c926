package io.bancheng.mappings;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of replies, as a department's own system gives it out when it is asked.
 *
 * @param items its replies, each as JSON of its own
 * @param marks by which the next look asks for what is new: times, or one token
 * @param next where the next page is as it says, null if it says nothing
 * @param tells whether its pages say that
 */
public record Page(List<byte[]> items, List<?> marks, String next, boolean tells, ZoneId zone) {
  private static final String NO = "false";
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel\\s*=\\s*\"?next\"?", Pattern.CASE_INSENSITIVE);

  public Page {
    items = List.copyOf(items);
    next = NO.equals(next) ? null : next;
  }

  /** Where a {@code Link} header (RFC 8288) says that the next page is; null if it does not. */
  public static String linked(String header) {
    var link = LINK.matcher(header);
    return link.find() ? link.group(1) : null;
  }

  /**
   * The next page; none behind the last.
   *
   * @param counted which number this one has, null where pages link to each other
   * @param link where the server itself says that the next one is, null if it does not
   */
  public Optional<String> after(String counted, String link) {
    if (tells) {
      return Optional.ofNullable(next);
    }
    return counted == null
        ? Optional.ofNullable(link)
        : Optional.of(counted)
            .filter(number -> !items.isEmpty())
            .map(number -> String.valueOf(Integer.parseInt(number) + 1));
  }

  /** The newest time on it that is not after that one. */
  public Optional<Instant> newest(Instant latest) {
    return times().filter(time -> !time.isAfter(latest)).max(Comparator.naturalOrder());
  }

  /** Whether a time on it is after that one. */
  public boolean beyond(Instant latest) {
    return times().anyMatch(time -> time.isAfter(latest));
  }

  /** The last mark on it, as it stands there. */
  public Optional<String> token() {
    return texts().reduce((first, second) -> second);
  }

  private Stream<Instant> times() {
    return texts()
        .flatMap(text -> LocalTimes.read(text, zone).stream())
        .map(OffsetDateTime::toInstant);
  }

  private Stream<String> texts() {
    return marks.stream().map(Functions::text).flatMap(Stream::ofNullable);
  }
}
