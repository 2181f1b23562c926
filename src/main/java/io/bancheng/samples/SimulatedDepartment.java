package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A department that a script plays, however its messages travel: signs, answers, returns, forgets.
 * A message that comes again it answers with the same replies, unless the script says otherwise.
 */
final class SimulatedDepartment {
  private final Script script;
  private final Replier replier;
  private final ScheduledExecutorService timer;
  private final Consumer<String> outlet;
  private final Map<String, List<String>> said = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private final AtomicInteger rounds = new AtomicInteger(1);

  /** What it says goes to {@code outlet}. */
  SimulatedDepartment(
      Script script, Clock clock, ScheduledExecutorService timer, Consumer<String> outlet) {
    this.script = script;
    this.replier = new Replier(script, clock);
    this.timer = timer;
    this.outlet = outlet;
  }

  Script script() {
    return script;
  }

  /** Takes a message of the hub. */
  void take(JsonNode message) {
    String assignmentId = message.path("assignmentId").asText();
    boolean repeated = !seen.add(message.path("messageId").asText());
    if (repeated && !script.has(Habit.FORGETS_KEYS)) {
      said.getOrDefault(assignmentId, List.of()).forEach(outlet);
      return;
    }
    switch (message.path("messageType").asText()) {
      case "ASSIGNMENT_DISPATCHED" -> play(message, repeated ? "|" + next() : "");
      case "OPINION_REJECTED" -> answerBetter(message);
      case "ASSIGNMENT_WITHDRAWN" -> withdrawn.add(assignmentId);
      default -> {
        // read by a person
      }
    }
  }

  private int next() {
    return rounds.incrementAndGet();
  }

  private void play(JsonNode assignment, String round) {
    follow(script.plan(assignment).acts(), Duration.ZERO, assignment, round);
  }

  /** Whoever gives an opinion gives another one when it came back. */
  private void answerBetter(JsonNode rejected) {
    var acts =
        script.plan(rejected).acts().stream()
            .filter(act -> act.kind() == Act.Kind.OPINION)
            .toList();
    follow(acts, Duration.ZERO, rejected, "|" + next());
  }

  /** One act after the other: however late the timer is, nothing overtakes what came before it. */
  private void follow(List<Act> acts, Duration since, JsonNode assignment, String round) {
    if (acts.isEmpty()) {
      return;
    }
    var act = acts.get(0);
    timer.schedule(
        () -> {
          perform(act, assignment, round);
          follow(acts.subList(1, acts.size()), act.after(), assignment, round);
        },
        Math.max(0, act.after().minus(since).toMillis()),
        TimeUnit.MILLISECONDS);
  }

  private void perform(Act act, JsonNode assignment, String round) {
    String id = assignment.path("assignmentId").asText();
    if (withdrawn.contains(id)) {
      return;
    }
    var spoken = said.computeIfAbsent(id, none -> new CopyOnWriteArrayList<>());
    if (act.kind() != Act.Kind.AGAIN) {
      spoken.add(replier.reply(act, assignment, round));
    }
    if (!spoken.isEmpty()) {
      outlet.accept(spoken.get(spoken.size() - 1));
    }
  }
}
