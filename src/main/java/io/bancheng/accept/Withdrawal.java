package io.bancheng.accept;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Withdrawn;
import io.bancheng.config.Turn;

/** How a case is taken back (撤销): its departments first, then the case itself. */
final class Withdrawal {
  private Withdrawal() {}

  /**
   * The case after its reporter took it back.
   *
   * @throws io.bancheng.canonical.IllegalTransition if its state does not allow it
   */
  static Turn of(Turn turn, Actor by, Texts reason) {
    var after = turn;
    for (Assignment a : turn.current().activeAssignments()) {
      if (!a.concluded()) {
        after = after.add(new AssignmentWithdrawn(turn.now(), Actor.HUB, a.id(), reason));
      }
    }
    return after.add(new Withdrawn(turn.now(), by, reason));
  }
}
