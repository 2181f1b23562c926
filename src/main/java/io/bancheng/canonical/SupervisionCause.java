package io.bancheng.canonical;

/** Why a supervision order is proposed or issued. */
public enum SupervisionCause {
  OVERDUE("办理超期"),
  UNANSWERED("督办未按时答复"),
  REPEATED("规定期限内再次黄牌"),
  BUCK_PASSING("推诿扯皮"),
  PERSON("人工督办");

  private final String zh;

  SupervisionCause(String zh) {
    this.zh = zh;
  }

  public String zh() {
    return zh;
  }
}
