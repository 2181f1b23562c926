package io.bancheng.simulate;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Unacceptable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says things to the hub, and counts what the hub does not admit: nobody in a year is perfect. */
final class Desk {
  private final Stage stage;
  private final Map<String, Integer> refused = new TreeMap<>();
  private long messages;

  Desk(Stage stage) {
    this.stage = stage;
  }

  /** A person decides; empty if the hub did not admit it. */
  Optional<Case> decide(Case c, String action, Role role, Map<String, Object> data) {
    Object assignment = data.get("assignmentId");
    var by = new Actor(role, "staff." + role.name().toLowerCase(java.util.Locale.ROOT), null);
    var decision =
        new Decision(
            c.caseNo(), action, by, assignment == null ? null : assignment.toString(), data);
    try {
      return Optional.of(stage.flow().decide(decision));
    } catch (IllegalTransition | Unacceptable e) {
      refused.merge(action, 1, Integer::sum);
      return Optional.empty();
    }
  }

  /** Says something to the hub by a door, after it was kept like everything that comes in. */
  void say(String door, String what, java.util.function.Consumer<InboundMessage> saying) {
    var bytes = what.getBytes(StandardCharsets.UTF_8);
    var came = stage.clock().instant();
    String id = "sim:" + messages++;
    var message = new InboundMessage(null, door, id, "application/json", null, bytes, came);
    long row = stage.books().inbox().receive(message).get(0);
    var kept = new InboundMessage(row, door, id, "application/json", null, bytes, came);
    try {
      saying.accept(kept);
    } catch (IllegalTransition | Unacceptable e) {
      refused.merge(door.substring(0, door.indexOf('.')), 1, Integer::sum);
      stage.books().inbox().nothing(kept, "refused");
    }
  }

  /** How often the hub did not admit what was asked, by action. */
  Map<String, Integer> refused() {
    return refused;
  }
}
