package io.bancheng.canonical;

import java.time.Instant;

/** The case was handed to the window of another region (转属地). */
public record TransferredOut(
    Instant at, Actor actor, String targetRegionCode, String receiptFromTarget)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.TRANSFER_REGION, actor).stop(Clock::running, at);
  }
}
