package io.bancheng.canonical;

import java.time.Instant;
import java.util.Optional;

/** Something that happened to a case; the ledger's only material. Folding them gives the case. */
public sealed interface CaseEvent
    permits Registered,
        InfoRequested,
        Supplemented,
        Expired,
        Screened,
        Classified,
        RepeatSuspected,
        Accepted,
        Rejected,
        Reconsidered,
        TransferredOut,
        Merged,
        AnsweredOnSpot,
        Dispatched,
        SupportAdded,
        SupportWaived,
        Redispatched,
        Signed,
        Progressed,
        ReturnRequested,
        ReturnApproved,
        ReturnRefused,
        ExtensionRequested,
        ExtensionDecided,
        OpinionSubmitted,
        OpinionIssued,
        OpinionRejected,
        AssignmentWithdrawn,
        SuspensionRequested,
        SuspensionRefused,
        Suspended,
        Resumed,
        Closed,
        FeedbackAttempted,
        FeedbackGiven,
        FeedbackFailed,
        FeedbackWarned,
        CallbackRecorded,
        Archived,
        Reopened,
        Withdrawn,
        Urged,
        ClockBreached,
        ReplyRecorded,
        ReplyRefused,
        SupplementAdded,
        Supervised,
        DueSoon,
        LimitsRecomputed,
        PassedOver,
        BuckPassingSuspected,
        SupervisionProposed,
        SupervisionIssued,
        SupervisionDeclined,
        SupervisionAnswered,
        SupervisionAnswerAccepted,
        SupervisionAnswerRejected,
        SupervisionLifted {

  /** When the hub recorded it. */
  Instant at();

  /** Who did it. */
  Actor actor();

  /**
   * The case after this event.
   *
   * @throws IllegalTransition if the transition tables do not allow it
   */
  Case applyTo(Case before);

  /** What it adds to the words about the case, for departments that get the case later. */
  default Optional<Addition> addition() {
    return Optional.empty();
  }

  /** The event's name as it stands in the ledger and in the timeline. */
  default String type() {
    return getClass().getSimpleName();
  }
}
