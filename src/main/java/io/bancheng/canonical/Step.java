package io.bancheng.canonical;

/** The five steps that a case goes through, as the office and the public know them. */
public enum Step {
  ACCEPT("受理"),
  CLASSIFY("分类"),
  DISPATCH("转办"),
  CLOSE("办结"),
  FEEDBACK("反馈");

  private final String zh;

  Step(String zh) {
    this.zh = zh;
  }

  public String zh() {
    return zh;
  }
}
