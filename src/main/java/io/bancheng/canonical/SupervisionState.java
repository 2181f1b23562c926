package io.bancheng.canonical;

/** Where a supervision order stands; none is ever deleted. */
public enum SupervisionState {
  PROPOSED("拟发"),
  DECLINED("不予签发"),
  ISSUED("已签发"),
  ANSWERED("已答复"),
  ACCEPTED_ANSWER("答复通过"),
  REJECTED_ANSWER("答复不通过"),
  LIFTED("已解除");

  private final String zh;

  SupervisionState(String zh) {
    this.zh = zh;
  }

  public String zh() {
    return zh;
  }

  /** Whether nothing more can happen to it. */
  public boolean terminal() {
    return this == DECLINED || this == LIFTED;
  }

  /** Whether a person issued it and it was not lifted. */
  public boolean stands() {
    return this != PROPOSED && !terminal();
  }
}
