package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One department's share of a case (一张转办单); {@code id} is the case number and a running number.
 *
 * @param returns how many returns of this assignment were asked for
 * @param finalDesignation true if the department may not return it any more (终审指定)
 * @param waived true if the coordinator no longer waits for this support
 * @param extensions how often its time was extended
 * @param extensionAsked the extension it waits for, null if it does not
 * @param suspensionAsked the rest it waits for, null if it does not
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
    Opinion opinion,
    int extensions,
    Ask extensionAsked,
    Ask suspensionAsked) {

  /** What the department concluded (办理意见). */
  public record Opinion(Instant at, ResultType resultType, String policyBasis, Texts texts) {}

  /** Time that a department asked for. */
  public record Ask(Instant at, String reasonCode, Integer workdays) {}

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
        null,
        0,
        null,
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
    return waived || concluded();
  }

  /** Whether the department has given its opinion. */
  public boolean concluded() {
    return state == AssignmentState.REPLIED || state == AssignmentState.DONE;
  }

  /** The same as a designation that the department may not return (终审指定). */
  public Assignment designated() {
    return copy(d -> d.finalDesignation = true);
  }

  Assignment to(AssignmentState next) {
    return copy(d -> d.state = next);
  }

  Assignment signed(Instant at) {
    return copy(d -> d.signedAt = at);
  }

  Assignment contacted(Instant at) {
    return copy(d -> d.contactedAt = contactedAt == null ? at : contactedAt);
  }

  Assignment returning() {
    return copy(d -> d.returns++);
  }

  Assignment waiving() {
    return copy(d -> d.waived = true);
  }

  Assignment concluded(Opinion opinion) {
    return copy(d -> d.opinion = opinion);
  }

  Assignment extensionAsked(Ask ask) {
    return copy(d -> d.extensionAsked = ask);
  }

  Assignment suspensionAsked(Ask ask) {
    return copy(d -> d.suspensionAsked = ask);
  }

  Assignment extended(boolean granted) {
    return copy(
        d -> {
          d.extensionAsked = null;
          d.extensions += granted ? 1 : 0;
        });
  }

  private Assignment copy(Consumer<AssignmentDraft> change) {
    var draft = new AssignmentDraft(this);
    change.accept(draft);
    return draft.done();
  }
}
