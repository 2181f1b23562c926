package io.bancheng.canonical;

import io.bancheng.canonical.Assignment.Ask;
import io.bancheng.canonical.Assignment.Opinion;
import java.time.Instant;

/** An assignment while one event is being applied to it: the fields that events may change. */
final class AssignmentDraft {
  AssignmentState state;
  Instant signedAt;
  Instant contactedAt;
  int returns;
  boolean finalDesignation;
  boolean waived;
  Opinion opinion;
  int extensions;
  Ask extensionAsked;
  Ask suspensionAsked;
  private final Assignment before;

  AssignmentDraft(Assignment before) {
    this.before = before;
    this.state = before.state();
    this.signedAt = before.signedAt();
    this.contactedAt = before.contactedAt();
    this.returns = before.returns();
    this.finalDesignation = before.finalDesignation();
    this.waived = before.waived();
    this.opinion = before.opinion();
    this.extensions = before.extensions();
    this.extensionAsked = before.extensionAsked();
    this.suspensionAsked = before.suspensionAsked();
  }

  Assignment done() {
    return new Assignment(
        before.id(),
        before.department(),
        before.role(),
        state,
        before.round(),
        before.dispatchedAt(),
        signedAt,
        contactedAt,
        returns,
        finalDesignation,
        waived,
        opinion,
        extensions,
        extensionAsked,
        suspensionAsked);
  }
}
