package io.bancheng.canonical;

import java.util.List;

/**
 * Which rule classified a case and why (分类说明); kept with the case for good.
 *
 * @param ruleId the row that hit
 * @param at file and line of that row
 * @param pass 1 joint and efficiency rules on the full text, 2 others on title, matter and source
 *     category, 3 others on the full text
 * @param matched the words that satisfied the row, in the folded text
 * @param workdays the row's own handling limit in working days, null if it has none
 * @param dispatchable false for the fallback row, whose cases go to the duty coordinator
 * @param runnersUp the rows that would have followed, best first
 * @param rulesVersion content hash of the configuration that decided
 * @param failedRule the row that could not be asked, so that a person must decide; null normally
 */
public record RoutingDecision(
    String ruleId,
    String at,
    int pass,
    List<String> matched,
    String categoryCode,
    String leadType,
    List<String> supportTypes,
    IssueClass issueClass,
    Integer workdays,
    boolean dispatchable,
    List<Candidate> runnersUp,
    String rulesVersion,
    String failedRule) {

  /** A rule that also matched but came later. */
  public record Candidate(String ruleId, String at, int pass) {}
}
