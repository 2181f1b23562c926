package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;

/**
 * A supervision order (督办单): a notice or card to one department, beside case and assignment.
 *
 * @param id the case number, {@code -D} and a running number
 * @param assignmentId the share it is about
 * @param clock the limit that it is about, null if it is about none; with {@code round}
 * @param issuedBy account or system of the person who issued it, null while it is proposed
 * @param answerDueAt until when the department is to answer, null before it is issued
 */
public record SupervisionOrder(
    String id,
    SupervisionLevel level,
    SupervisionCause cause,
    String assignmentId,
    DepartmentId department,
    ClockKind clock,
    int round,
    SupervisionState state,
    Instant proposedAt,
    Instant issuedAt,
    String issuedBy,
    Instant answerDueAt,
    Instant answeredAt) {
  public SupervisionOrder {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(department, "department");
    Objects.requireNonNull(state, "state");
  }

  /** An order that nobody has decided on. */
  public static SupervisionOrder proposed(
      String id, SupervisionLevel level, SupervisionCause cause, Assignment about, Instant at) {
    return new SupervisionOrder(
        id,
        level,
        cause,
        about.id(),
        about.department(),
        null,
        about.round(),
        SupervisionState.PROPOSED,
        at,
        null,
        null,
        null,
        null);
  }

  /** The same about that limit. */
  public SupervisionOrder about(ClockKind clock) {
    return new SupervisionOrder(
        id,
        level,
        cause,
        assignmentId,
        department,
        clock,
        round,
        state,
        proposedAt,
        issuedAt,
        issuedBy,
        answerDueAt,
        answeredAt);
  }

  SupervisionOrder to(SupervisionAction action, Actor by) {
    var next = SupervisionTransitions.TABLE.next(state, action, by.role(), "Supervision " + id);
    return with(next, issuedAt, issuedBy, answerDueAt, answeredAt);
  }

  SupervisionOrder issued(Instant at, Actor by, Instant answerDueAt) {
    return with(state, at, by.id(), answerDueAt, answeredAt);
  }

  SupervisionOrder answered(Instant at) {
    return with(state, issuedAt, issuedBy, answerDueAt, at);
  }

  SupervisionOrder again(Instant answerDueAt) {
    return with(state, issuedAt, issuedBy, answerDueAt, null);
  }

  private SupervisionOrder with(
      SupervisionState state,
      Instant issuedAt,
      String issuedBy,
      Instant answerDueAt,
      Instant answeredAt) {
    return new SupervisionOrder(
        id,
        level,
        cause,
        assignmentId,
        department,
        clock,
        round,
        state,
        proposedAt,
        issuedAt,
        issuedBy,
        answerDueAt,
        answeredAt);
  }
}
