package io.bancheng.kit;

/** What the kit says about one scenario. */
public enum Verdict {
  PASS("合格", "PASS"),
  FAIL("不合格", "FAIL"),
  NOT_APPLICABLE("不适用", "N.A.");

  private final String zh;
  private final String en;

  Verdict(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String in(Language language) {
    return language == Language.ZH ? zh : en;
  }
}
