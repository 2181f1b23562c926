package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How a simulated department behaves: a YAML file. The same seed and the same assignment numbers
 * give the same behaviour.
 */
record Script(long seed, List<Plan> plans, Set<Habit> habits) {
  private static final Plan FORGET = new Plan("", 1, List.of(), List.of());

  Script {
    plans = List.copyOf(plans);
    habits = Set.copyOf(habits);
  }

  boolean has(Habit habit) {
    return habits.contains(habit);
  }

  /** The plan for that assignment; none that fits means that it is forgotten. */
  Plan plan(JsonNode assignment) {
    var fitting = plans.stream().filter(plan -> plan.fits(assignment)).toList();
    int shares = fitting.stream().mapToInt(Plan::share).sum();
    if (shares == 0) {
      return FORGET;
    }
    long number = assignment.path("assignmentId").asText().hashCode();
    int left = new SplittableRandom(seed * 31 + number).nextInt(shares);
    for (Plan plan : fitting) {
      left -= plan.share();
      if (left < 0) {
        return plan;
      }
    }
    throw new IllegalStateException("shares do not add up");
  }
}
