package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * What screening (初步研判) found and what a person decided on it.
 *
 * @param decidedBy null while it is undecided; {@code hub} when there was nothing to decide
 */
public record Screening(
    List<ScreeningHit> hits,
    String decidedBy,
    Instant decidedAt,
    ExclusionReason exclusionReason,
    String referralText,
    Instant toldReporterAt) {

  static Screening of(List<ScreeningHit> hits) {
    return new Screening(List.copyOf(hits), null, null, null, null, null);
  }

  Screening accepted(String by, Instant at) {
    return new Screening(hits, by, at, null, null, null);
  }
}
