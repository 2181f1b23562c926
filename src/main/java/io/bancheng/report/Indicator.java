package io.bancheng.report;

import io.bancheng.canonical.CaseStatus;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One figure of the assessment (指标), as data: which facts count for it. Its names and its formula
 * in words stand in the message files under its code.
 *
 * @param code stable; also the key of its texts, {@code report.indicator.<code>}
 * @param table of facts
 * @param of SQL condition of the numerator; of a rate it holds among {@code among}
 * @param among SQL condition of the denominator; null for a count
 * @param always whether merged, cancelled and transferred cases count too
 */
record Indicator(String code, Kind kind, String table, String of, String among, boolean always) {
  private static final String EXCLUDED =
      Stream.of(CaseStatus.MERGED, CaseStatus.CANCELLED, CaseStatus.TRANSFERRED_OUT)
          .map(status -> "'" + status + "'")
          .collect(Collectors.joining(", ", "status not in (", ")"));

  /** How the figure comes about. */
  enum Kind {
    /** So many. */
    COUNT,
    /** So many of those. */
    RATE,
    /** So many against so many others; it can be more than all. */
    FLOW,
    /** The mean of working hours. */
    MEAN_HOURS,
    /** Nine of ten take no more working hours. */
    P90_HOURS
  }

  /** Which cases of an indicator to look at. */
  enum Part {
    NUMERATOR,
    DENOMINATOR,
    /** In the denominator and not in the numerator. */
    MISSED
  }

  static Indicator count(String code, String table, String of) {
    return new Indicator(code, Kind.COUNT, table, of, null, false);
  }

  static Indicator rate(String code, String table, String of, String among) {
    return new Indicator(code, Kind.RATE, table, of, among, false);
  }

  Indicator counting(String among) {
    return new Indicator(code, kind, table, of, among, true);
  }

  public boolean hours() {
    return kind == Kind.MEAN_HOURS || kind == Kind.P90_HOURS;
  }

  /** Whether more of it is better or worse, so that it can be weighed. */
  public boolean rate() {
    return kind == Kind.RATE;
  }

  String numerator() {
    return switch (kind) {
      case RATE -> both(among, of);
      case MEAN_HOURS, P90_HOURS -> among;
      default -> of;
    };
  }

  String denominator() {
    return among == null ? of : among;
  }

  String missed() {
    return kind == Kind.RATE ? both(among, "(" + of + ") is not true") : "false";
  }

  String part(Part part) {
    return switch (part) {
      case NUMERATOR -> numerator();
      case DENOMINATOR -> denominator();
      case MISSED -> missed();
    };
  }

  private String both(String one, String other) {
    return "(" + one + ") and (" + other + ")";
  }

  /** The SQL condition that every fact has to meet besides. */
  String counted() {
    return always ? "true" : EXCLUDED;
  }
}
