package io.bancheng.canonical;

import java.util.List;

/**
 * A ground on which the matter may not belong to this window; it only proposes, a person decides.
 *
 * @param ruleId row of {@code config/tables/exclusions.csv}
 * @param action what the row asks for: MANUAL_CONFIRM, SHOW_AND_MARK_URGENT, …
 * @param matched the words found, in the folded text
 * @param referralText what the reporter would be told, in Chinese
 */
public record ScreeningHit(
    String ruleId,
    ExclusionReason reason,
    String action,
    List<String> matched,
    String referralText,
    String referralTarget) {

  /** Whether a person must decide; an emergency is only shown and marked as urgent. */
  public boolean needsPerson() {
    return !marksUrgent();
  }

  /** Whether the case is handled as urgent because of it. */
  public boolean marksUrgent() {
    return action.equals("SHOW_AND_MARK_URGENT");
  }
}
