package io.bancheng.canonical;

/**
 * A case of the ledger as far as routing looks at it, and what became of it.
 *
 * @param content what its reporter said at registration
 * @param decided the rule's decision that it was handled under; null if it got no further than
 *     screening
 * @param finalLead the last department in the lead, null if it had none
 * @param finalCategory the category that it has by now, null if none
 */
public record PastCase(
    String caseNo,
    String channelCode,
    String regionCode,
    Text text,
    RoutingDecision decided,
    String finalLead,
    String finalCategory) {

  /** Its words; any of them may be null. */
  public record Text(String title, String matterName, String sourceCategoryName, String content) {}
}
