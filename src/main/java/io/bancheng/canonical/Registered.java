package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** A case was registered (登记) and given its number. */
public record Registered(
    Instant at,
    Actor actor,
    String caseNo,
    Source source,
    CaseKind kind,
    String regionCode,
    String townCode,
    List<DataQualityFlag> flags,
    boolean confidential,
    String rulesVersion,
    List<Clock> clocks,
    Submission submission)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return Case.registered(this);
  }
}
