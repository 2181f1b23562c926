package io.bancheng.rehearse;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.canonical.Submission;
import io.bancheng.config.RuleReasons;
import java.util.List;

/**
 * Why a case would go where it would go.
 *
 * @param channel the channel's code under which it was looked at
 * @param submission what its source says, in canonical form
 * @param screening the exclusion rules it hits
 * @param decision the routing rule that decides; null where the case gets no further than screening
 * @param reasons each condition of that rule, then of the rules that would have followed
 * @param departments who would get it, the lead first; empty if a person must decide
 * @param deadlines the limits that would run
 * @param status where it would stand
 * @param waitsFor who must do what before it goes on; null if it goes on by itself
 */
public record Explanation(
    String rulesVersion,
    String channel,
    Submission submission,
    List<ScreeningHit> screening,
    RoutingDecision decision,
    List<RuleReasons> reasons,
    List<Receiver> departments,
    List<Clock> deadlines,
    CaseStatus status,
    String waitsFor) {

  /** A department that would get the case. */
  public record Receiver(String department, String nameZh, String role) {}
}
