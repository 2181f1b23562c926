package io.bancheng.kit;

/**
 * One thing that a department's system must stand.
 *
 * @param id its name in the sheet and in the message files
 */
record Scenario(String id, Check check) {
  /** Plays it. */
  @FunctionalInterface
  interface Check {
    Outcome play(Bench bench);
  }
}
