package io.bancheng.canonical;

/** The rungs of the supervision ladder (督办), from the first warning to the red card. */
public enum SupervisionLevel {
  AMBER("预警"),
  REMINDER("提醒"),
  NOTICE("督办通知"),
  YELLOW_CARD("黄牌警告"),
  RED_CARD("红牌警告");

  private final String zh;

  SupervisionLevel(String zh) {
    this.zh = zh;
  }

  public String zh() {
    return zh;
  }

  /** Whether only a person may issue it; the hub proposes it. */
  public boolean needsPerson() {
    return ordinal() >= NOTICE.ordinal();
  }
}
