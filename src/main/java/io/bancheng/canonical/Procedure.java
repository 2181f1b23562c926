package io.bancheng.canonical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the office did around a case besides handling it: how often it asked the reporter for what
 * is missing, whether it looked at a refusal once more, when handling rested.
 */
public record Procedure(
    int infoRequests,
    List<String> missingFields,
    boolean reconsidered,
    List<Suspension> suspensions) {
  static final Procedure NONE = new Procedure(0, List.of(), false, List.of());

  /**
   * One rest of the handling (挂起).
   *
   * @param until when it ends by itself
   * @param resumedAt when handling went on, null while it rests
   */
  public record Suspension(String reasonCode, Instant from, Instant until, Instant resumedAt) {}

  public Procedure {
    missingFields = missingFields == null ? List.of() : List.copyOf(missingFields);
    suspensions = suspensions == null ? List.of() : List.copyOf(suspensions);
  }

  /** The rest that has not ended. */
  public Optional<Suspension> suspension() {
    return suspensions.stream().filter(s -> s.resumedAt() == null).findFirst();
  }

  Procedure asked(List<String> fields) {
    return new Procedure(infoRequests + 1, fields, reconsidered, suspensions);
  }

  Procedure supplied() {
    return new Procedure(0, List.of(), reconsidered, suspensions);
  }

  Procedure lookedAgain() {
    return new Procedure(infoRequests, missingFields, true, suspensions);
  }

  Procedure resting(Suspension one) {
    var all = new ArrayList<>(suspensions);
    all.add(one);
    return new Procedure(infoRequests, missingFields, reconsidered, all);
  }

  Procedure goingOn(Instant at) {
    return new Procedure(
        infoRequests,
        missingFields,
        reconsidered,
        suspensions.stream()
            .map(
                s ->
                    s.resumedAt() == null
                        ? new Suspension(s.reasonCode(), s.from(), s.until(), at)
                        : s)
            .toList());
  }
}
