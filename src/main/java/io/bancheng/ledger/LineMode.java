package io.bancheng.ledger;

/** What operations say about the line to a department or from a channel. */
public enum LineMode {
  RUNNING,
  /** Nothing more moves; what is on its way is finished. */
  PAUSED,
  /**
   * What was there when it began is still brought or read, nothing that came later; then paused.
   */
  DRAINING
}
