package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a simulated department does with one assignment.
 *
 * @param when words that the demand must have; empty for any
 * @param share how often it is taken among the plans that fit
 * @param answers how its server answers the attempts to bring the assignment, then 200; {@code
 *     "503"}, {@code "200 after 3s"}, or {@code "cut"} for none although it was taken
 */
record Plan(String when, int share, List<String> answers, List<Act> acts) {
  Plan {
    answers = List.copyOf(answers);
    acts = List.copyOf(acts);
  }

  boolean fits(JsonNode assignment) {
    return assignment.path("demand").toString().contains(when);
  }
}
