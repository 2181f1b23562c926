package io.bancheng.canonical;

/** The events of the case's transition table, by the names that the staff API uses. */
public enum CaseAction {
  SCREEN("screen"),
  ASK_FOR_INFO("askForInfo"),
  SUPPLEMENT("supplement"),
  EXPIRE("expire"),
  MERGE("merge"),
  ANSWER_ON_SPOT("answerOnSpot"),
  ACCEPT("accept"),
  REJECT("reject"),
  RECONSIDER("reconsider"),
  TRANSFER_REGION("transferRegion"),
  DISPATCH("dispatch"),
  ADD_SUPPORT("addSupport"),
  REDISPATCH("redispatch"),
  SUSPEND("suspend"),
  RESUME("resume"),
  OPINION_ISSUED("opinionIssued"),
  REJECT_OPINION("rejectOpinion"),
  CLOSE("close"),
  GIVE_FEEDBACK("giveFeedback"),
  FAIL_FEEDBACK("failFeedback"),
  RECORD_CALLBACK("recordCallback"),
  ARCHIVE("archive"),
  REOPEN("reopen"),
  WITHDRAW("withdraw");

  private final String label;

  CaseAction(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
