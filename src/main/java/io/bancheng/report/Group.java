package io.bancheng.report;

import java.util.Map;
import java.util.Optional;

/**
 * The figures of one group.
 *
 * @param key a department, a region, a month …; empty where nobody has said which
 * @param figures by the indicators' codes, all of them
 * @param rank by score, 1 is the best; empty where there are too few cases to rank
 */
record Group(
    String key, Map<String, Figure> figures, Optional<Score> score, Optional<Integer> rank) {
  Group ranked(int place) {
    return new Group(key, figures, score, Optional.of(place));
  }

  /** How many handlings the group is judged by. */
  long sample() {
    return figures.get("onTime").denominator();
  }
}
