package io.bancheng.report;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.IssueClass;
import io.bancheng.config.Tier;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What somebody asks of the figures, as it stands in an address; each refusal names the parameter.
 *
 * @param parameters those that are known and not blank, by name
 */
record Asked(Map<String, String> parameters, LocalDate today) {
  /** How many months a comparison of months goes back, if nobody says. */
  private static final int YEAR = 12;

  static final List<String> SCOPE =
      List.of("from", "to", "region", "department", "tier", "channel", "issueClass", "category");

  /**
   * Reads an address's parameters.
   *
   * @param more further parameters that the caller knows
   */
  static Asked of(Map<String, String[]> query, Instant now, String... more) {
    var known = new LinkedHashMap<String, String>();
    query.forEach(
        (name, values) -> {
          if (!SCOPE.contains(name) && !List.of(more).contains(name)) {
            throw refused(name, "is not known; known are " + SCOPE + " and " + List.of(more));
          }
          if (!values[0].isBlank()) {
            known.put(name, values[0].strip());
          }
        });
    return new Asked(known, LocalDate.ofInstant(now, CanonicalJson.ZONE));
  }

  Scope scope(Sight sight) {
    return new Scope(
        sight,
        period(),
        matching("region", "\\d{2,6}", "must be two to six digits of a region code"),
        matching("department", "[0-9]{6}:[a-z0-9]+", "must be an id such as 340882:ybj"),
        one("tier", Tier.class),
        one("channel", Channel.class),
        one("issueClass", IssueClass.class),
        matching("category", "[0-9A-Za-z]{1,12}", "must be a category code"));
  }

  Breakdown by() {
    String by = parameters.getOrDefault("by", Breakdown.NONE.label());
    return Breakdown.of(by)
        .orElseThrow(
            () ->
                refused(
                    "by",
                    "must be one of "
                        + Arrays.stream(Breakdown.values()).map(Breakdown::label).toList()));
  }

  Indicator.Part part() {
    String part = parameters.getOrDefault("part", "missed");
    return Arrays.stream(Indicator.Part.values())
        .filter(p -> p.name().equalsIgnoreCase(part))
        .findFirst()
        .orElseThrow(() -> refused("part", "must be numerator, denominator or missed"));
  }

  /** The last item of the page before; empty for the first page. */
  String after() {
    return parameters.getOrDefault("after", "");
  }

  int limit(int usual, int most) {
    String limit = parameters.getOrDefault("limit", String.valueOf(usual));
    if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > most) {
      throw refused("limit", "must be a number from 1 to " + most);
    }
    return Integer.parseInt(limit);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private Period period() {
    var usual = Period.monthUntil(today);
    var first = by() == Breakdown.MONTH ? usual.from().minusMonths(YEAR - 1L) : usual.from();
    try {
      return new Period(
          find("from").map(LocalDate::parse).orElse(first),
          find("to").map(LocalDate::parse).orElse(usual.to()));
    } catch (DateTimeException e) {
      throw refused("from, to", "must be days such as 2026-10-01; to is the day after the last");
    } catch (IllegalArgumentException e) {
      throw refused("from, to", e.getMessage());
    }
  }

  private String matching(String name, String pattern, String must) {
    String text = parameters.get(name);
    if (text != null && !text.matches(pattern)) {
      throw refused(name, must);
    }
    return text;
  }

  private <E extends Enum<E>> String one(String name, Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("|"));
    return matching(name, names, "must be one of " + names);
  }

  private static ResponseStatusException refused(String name, String must) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " " + must + ".");
  }
}
