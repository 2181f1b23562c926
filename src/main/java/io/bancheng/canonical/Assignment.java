package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;

/**
 * One department's share of a case (一张转办单); {@code id} is the case number and a running number.
 *
 * @param returns how many return requests of this assignment were refused or are open
 * @param finalDesignation true if the department may not return it any more (终审指定)
 * @param waived true if the coordinator no longer waits for this support
 */
public record Assignment(
    String id,
    DepartmentId department,
    DepartmentRole role,
    AssignmentState state,
    int round,
    Instant dispatchedAt,
    Instant signedAt,
    Instant contactedAt,
    int returns,
    boolean finalDesignation,
    boolean waived,
    Opinion opinion) {

  /** What the department concluded (办理意见). */
  public record Opinion(Instant at, ResultType resultType, String policyBasis, Texts texts) {}

  public Assignment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(department, "department");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(state, "state");
  }

  /** A share just handed out. */
  public static Assignment dispatched(
      String id, DepartmentId department, DepartmentRole role, int round, Instant at) {
    return new Assignment(
        id,
        department,
        role,
        AssignmentState.PENDING_SIGN,
        round,
        at,
        null,
        null,
        0,
        false,
        false,
        null);
  }

  public boolean lead() {
    return role == DepartmentRole.LEAD;
  }

  /** Whether this department is still part of the case. */
  public boolean active() {
    return state != AssignmentState.RETURNED && state != AssignmentState.WITHDRAWN;
  }

  /** Whether the case need not wait for it any longer. */
  public boolean answered() {
    return waived || state == AssignmentState.REPLIED || state == AssignmentState.DONE;
  }

  Assignment to(AssignmentState next) {
    return new Assignment(
        id,
        department,
        role,
        next,
        round,
        dispatchedAt,
        signedAt,
        contactedAt,
        returns,
        finalDesignation,
        waived,
        opinion);
  }

  Assignment signed(Instant at) {
    return new Assignment(
        id,
        department,
        role,
        state,
        round,
        dispatchedAt,
        at,
        contactedAt,
        returns,
        finalDesignation,
        waived,
        opinion);
  }

  Assignment contacted(Instant at) {
    return new Assignment(
        id,
        department,
        role,
        state,
        round,
        dispatchedAt,
        signedAt,
        contactedAt == null ? at : contactedAt,
        returns,
        finalDesignation,
        waived,
        opinion);
  }

  Assignment returning() {
    return new Assignment(
        id,
        department,
        role,
        state,
        round,
        dispatchedAt,
        signedAt,
        contactedAt,
        returns + 1,
        finalDesignation,
        waived,
        opinion);
  }

  Assignment concluded(Opinion opinion) {
    return new Assignment(
        id,
        department,
        role,
        state,
        round,
        dispatchedAt,
        signedAt,
        contactedAt,
        returns,
        finalDesignation,
        waived,
        opinion);
  }
}
