package io.bancheng.mappings;

import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Closure;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.Expired;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.InfoRequested;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Merged;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Progressed;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Rejected;
import io.bancheng.canonical.Resumed;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.Suspended;
import io.bancheng.canonical.TransferredOut;
import io.bancheng.canonical.Withdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the system that sent a case is told about it (回传). */
final class ChannelLetters {
  private final CaseFile file;
  private final Case current;

  ChannelLetters(CaseFile file) {
    this.file = file;
    this.current = file.current();
  }

  /** That a note was taken, to the channel it came by. */
  static Letter receipt(NoteReceipt receipt, Instant receivedAt, String channelCode) {
    var subject = receipt.subject();
    return Body.of("ACK", subject.caseNo(), UnaryOperator.identity())
        .with("sourceSystem", subject.sourceSystem())
        .with("sourceCaseId", subject.sourceCaseId())
        .with("status", receipt.status())
        .with("noteType", receipt.noteType())
        .with("receivedAt", receivedAt)
        .with("mergedIntoCaseNo", receipt.mergedIntoCaseNo())
        .letter(address(channelCode), stream(subject.caseNo()));
  }

  Stream<Letter> of(CaseEvent event) {
    return bodies(event).map(this::letter);
  }

  /** The result for the reporter once more; nothing before the case was closed. */
  Stream<Letter> feedback() {
    return Optional.ofNullable(current.closure()).stream().map(closure -> letter(told(closure)));
  }

  private Stream<Body> bodies(CaseEvent event) {
    if (event instanceof Registered || event instanceof Merged && !registeredNow()) {
      return Stream.of(ack());
    }
    if (event instanceof InfoRequested e) {
      return Stream.of(
          about("INFO_REQUESTED").with("askedAt", e.at()).with("missingFields", e.missingFields()));
    }
    if (event instanceof Closed || event instanceof AnsweredOnSpot) {
      return Optional.ofNullable(current.closure()).stream().flatMap(this::result);
    }
    return Stream.concat(returned(event), underWay(event));
  }

  /** Towards the channel the hub is a unit that handles: what it will not handle, it gives back. */
  private Stream<Body> returned(CaseEvent event) {
    if (event instanceof Rejected e) {
      return Stream.of(
          returned(e, e.exclusionReason())
              .with("exclusionReason", e.exclusionReason())
              .with("referralText", e.referralText())
              .with("toldReporterAt", e.toldReporterAt()));
    }
    if (event instanceof TransferredOut e) {
      return Stream.of(
          returned(e, ExclusionReason.OTHER_JURISDICTION)
              .with("targetRegionCode", e.targetRegionCode()));
    }
    if (event instanceof Expired e) {
      return Stream.of(returned(e, "INFO_INSUFFICIENT"));
    }
    return event instanceof Withdrawn e && e.actor().role() != Role.REPORTER
        ? Stream.of(returned(e, "WITHDRAWN").words("text", Spoken.of(e.texts(), "reasonText")))
        : Stream.empty();
  }

  private Body returned(CaseEvent event, Object reason) {
    return about("RETURN").with("reasonCode", reason).with("returnedAt", event.at());
  }

  private Stream<Body> underWay(CaseEvent event) {
    if (event instanceof Signed e) {
      return assignment(e.assignmentId())
          .filter(Assignment::lead)
          .map(a -> by("SIGN", a).with("signedAt", e.signedAt()));
    }
    if (event instanceof Progressed e) {
      return assignment(e.assignmentId())
          .map(
              a ->
                  by("PROGRESS", a)
                      .with("progressAt", e.at())
                      .words("text", Spoken.of(e.texts(), "text")));
    }
    if (event instanceof ExtensionDecided e && due(e.clocks(), ClockKind.HANDLE) != null) {
      return assignment(e.assignmentId()).map(a -> delay(e, a));
    }
    if (event instanceof Suspended e) {
      return current.lead().stream()
          .map(
              a ->
                  by("DELAY", a)
                      .with("decidedAt", e.at())
                      .with("reasonCode", e.reasonCode())
                      .with("suspendedUntil", e.until())
                      .words("text", Spoken.of(e.texts(), "decisionText")));
    }
    if (event instanceof Resumed e) {
      return current.lead().stream()
          .map(
              a ->
                  by("DELAY", a)
                      .with("decidedAt", e.at())
                      .with("newDueAt", due(e.clocks(), ClockKind.HANDLE)));
    }
    return Stream.empty();
  }

  private Body ack() {
    return about("ACK")
        .with("status", current.status())
        .with("receivedAt", current.registeredAt())
        .with("mergedIntoCaseNo", current.mergedInto());
  }

  private Body delay(ExtensionDecided e, Assignment a) {
    return by("DELAY", a)
        .with("decidedAt", e.at())
        .with("reasonCode", asked(a.id()))
        .with("newDueAt", due(e.clocks(), ClockKind.HANDLE))
        .words("text", Spoken.of(e.texts(), "text"));
  }

  /** Why the department needs the time that it was granted. */
  private String asked(String assignmentId) {
    return Optional.ofNullable(file.before())
        .flatMap(before -> before.assignment(assignmentId))
        .map(Assignment::extensionAsked)
        .map(Assignment.Ask::reasonCode)
        .orElse(null);
  }

  private Stream<Body> result(Closure closure) {
    String text = current.publicReply().orElse(null);
    var reply =
        about("REPLY")
            .with("resultType", closure.resultType())
            .with("resultText", text)
            .with("policyBasis", closure.policyBasis())
            .with("closedAt", closure.at());
    boolean told = current.status() == CaseStatus.FEEDBACK_GIVEN;
    return told ? Stream.of(reply) : Stream.of(reply, told(closure));
  }

  private Body told(Closure closure) {
    return about("FEEDBACK")
        .with("resultType", closure.resultType())
        .with("publicReplyText", current.publicReply().orElse(null))
        .with("closedAt", closure.at())
        .with("feedbackBefore", due(current.clocks(), ClockKind.FEEDBACK));
  }

  private static Instant due(List<Clock> clocks, ClockKind kind) {
    return clocks.stream()
        .filter(c -> c.kind() == kind)
        .reduce((earlier, later) -> later)
        .map(Clock::dueAt)
        .orElse(null);
  }

  private Body by(String type, Assignment a) {
    return about(type).with("department", a.department().toString());
  }

  private Body about(String type) {
    return Body.of(type, current.caseNo(), UnaryOperator.identity())
        .with("sourceSystem", current.source().system())
        .with("sourceCaseId", current.source().caseId());
  }

  private boolean registeredNow() {
    return file.fresh().stream().anyMatch(Registered.class::isInstance);
  }

  private Stream<Assignment> assignment(String id) {
    return current.assignment(id).stream();
  }

  private Letter letter(Body body) {
    return body.letter(address(current.source().channelCode()), stream(current.caseNo()));
  }

  private static String address(String channelCode) {
    return "channel." + channelCode + ".answers";
  }

  private static String stream(String caseNo) {
    return caseNo + "/channel";
  }
}
