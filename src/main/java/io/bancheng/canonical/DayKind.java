package io.bancheng.canonical;

/** What kind of day a date is for an office. */
public enum DayKind {
  WORKING("工作日", "working day", true),
  MAKE_UP("调休上班", "make-up working day", true),
  WEEKEND("周末", "weekend", false),
  HOLIDAY("法定节假日", "public holiday", false),
  CLOSED("本地停办", "closed in this region", false);

  private final String zh;
  private final String en;
  private final boolean worked;

  DayKind(String zh, String en, boolean worked) {
    this.zh = zh;
    this.en = en;
    this.worked = worked;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** Whether it counts as a working day. */
  public boolean worked() {
    return worked;
  }
}
