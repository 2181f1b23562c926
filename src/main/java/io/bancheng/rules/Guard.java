package io.bancheng.rules;

import io.bancheng.canonical.Decision;
import io.bancheng.config.Turn;
import java.util.Optional;

/** One condition of an action beyond the state it is taken in. */
@FunctionalInterface
interface Guard {
  /** What stands against the action, if anything does. */
  Optional<Obstacle> obstacle(Turn turn, Decision d);
}
