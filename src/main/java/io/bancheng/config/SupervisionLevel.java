package io.bancheng.config;

/** The rungs of the supervision ladder (督办), from the first warning to the red card. */
public enum SupervisionLevel {
  AMBER,
  REMINDER,
  NOTICE,
  YELLOW_CARD,
  RED_CARD;

  /** Whether only a person may issue it; the hub proposes it. */
  public boolean needsPerson() {
    return ordinal() >= NOTICE.ordinal();
  }
}
