package io.bancheng.canonical;

/** The limits that run on a case or an assignment. */
public enum ClockKind {
  INFO("补充"),
  ACCEPT("受理"),
  DISPATCH("转办"),
  SIGN("签收"),
  FIRST_CONTACT("首次联系"),
  HANDLE("办理"),
  SUPPORT_REPLY("协办"),
  REVIEW("审核"),
  FEEDBACK("反馈"),
  CALLBACK("回访"),
  ARCHIVE("归档"),
  RETURN_DECISION("退回审批"),
  SUSPENSION("挂起"),
  SOURCE("来源要求"),
  SUPERVISION_ANSWER("督办答复");

  private final String zh;

  ClockKind(String zh) {
    this.zh = zh;
  }

  /** The limit's name as staff read it. */
  public String zh() {
    return zh;
  }
}
