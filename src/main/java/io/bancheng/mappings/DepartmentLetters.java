package io.bancheng.mappings;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.DueSoon;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.FeedbackWarned;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.OpinionRejected;
import io.bancheng.canonical.ReplyRefused;
import io.bancheng.canonical.Resumed;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.Supervised;
import io.bancheng.canonical.SupplementAdded;
import io.bancheng.canonical.SupportAdded;
import io.bancheng.canonical.SupportWaived;
import io.bancheng.canonical.Suspended;
import io.bancheng.canonical.SuspensionRefused;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Urged;
import io.bancheng.canonical.Withdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the departments of a case are told (转办、催办、退回、延期). */
final class DepartmentLetters {
  private static final Set<ClockKind> REMINDED =
      Set.of(ClockKind.SIGN, ClockKind.HANDLE, ClockKind.SUPPORT_REPLY, ClockKind.FIRST_CONTACT);

  private static final Set<CaseStatus> AT_WORK =
      Set.of(CaseStatus.HANDLING, CaseStatus.SUSPENDED, CaseStatus.REVIEWING);

  private final CaseFile file;

  DepartmentLetters(CaseFile file) {
    this.file = file;
  }

  Stream<Letter> of(CaseEvent event) {
    if (event instanceof Dispatched e) {
      return e.assignments().stream().map(a -> to(a, new AssignmentSlip(file, e, a).body()));
    }
    if (event instanceof SupportAdded e) {
      var as = new Dispatched(e.at(), e.actor(), e.assignments(), e.clocks(), e.texts());
      return e.assignments().stream().map(a -> to(a, new AssignmentSlip(file, as, a).body()));
    }
    if (event instanceof Urged e) {
      return waitedFor().map(a -> to(a, urged(e, a)));
    }
    if (event instanceof ClockBreached e && REMINDED.contains(e.kind())) {
      return waitedFor()
          .filter(a -> concerns(e.subject(), a))
          .map(a -> to(a, reminder(e.kind(), e.dueAt(), e.at(), a)));
    }
    if (event instanceof FeedbackWarned e) {
      return file.current().lead().stream()
          .map(a -> to(a, reminder(ClockKind.FEEDBACK, e.dueAt(), e.at(), a)));
    }
    if (event instanceof Withdrawn e) {
      return file.current().activeAssignments().stream()
          .map(a -> to(a, about("ASSIGNMENT_WITHDRAWN", a).with("withdrawnAt", e.at())));
    }
    if (event instanceof DueSoon e && REMINDED.contains(e.kind())) {
      return waitedFor()
          .filter(a -> concerns(e.subject(), a))
          .map(a -> to(a, about("DUE_SOON", a).with("kind", e.kind()).with("dueAt", e.dueAt())));
    }
    return Stream.of(added(event), answer(event), new SupervisionLetters(file).of(event))
        .flatMap(Function.identity());
  }

  /** What those who have the case already are told of what came in since. */
  private Stream<Letter> added(CaseEvent event) {
    if (event instanceof SupplementAdded e) {
      return working().map(a -> to(a, supplement(e, a)));
    }
    return event instanceof Supervised e
        ? working().filter(Assignment::lead).map(a -> to(a, supervised(e, a)))
        : Stream.empty();
  }

  private Stream<Letter> answer(CaseEvent event) {
    if (event instanceof AssignmentWithdrawn e) {
      return one(e.assignmentId(), "ASSIGNMENT_WITHDRAWN", "withdrawnAt", e.at(), e.texts());
    }
    if (event instanceof ReturnApproved e) {
      return one(e.assignmentId(), "RETURN_APPROVED", "decidedAt", e.at(), e.texts());
    }
    if (event instanceof ReturnRefused e) {
      return one(e.assignmentId(), "RETURN_REFUSED", "decidedAt", e.at(), e.texts());
    }
    if (event instanceof OpinionRejected e) {
      return assignment(e.assignmentId())
          .map(a -> to(a, decided("OPINION_REJECTED", a, e.at(), e.texts(), e.clocks())));
    }
    if (event instanceof ExtensionDecided e) {
      return assignment(e.assignmentId())
          .map(
              a ->
                  to(
                      a,
                      decided("EXTENSION_DECIDED", a, e.at(), e.texts(), e.clocks())
                          .with("granted", e.granted())));
    }
    return Stream.concat(rest(event), refused(event));
  }

  /** That the case rests, may not rest, or goes on; that a support is no longer waited for. */
  private Stream<Letter> rest(CaseEvent event) {
    if (event instanceof SupportWaived e) {
      return one(e.assignmentId(), "SUPPORT_WAIVED", "waivedAt", e.at(), e.texts());
    }
    if (event instanceof Suspended e) {
      return waitedFor()
          .map(
              a ->
                  to(
                      a,
                      about("SUSPENDED", a)
                          .with("suspendedAt", e.at())
                          .with("reasonCode", e.reasonCode())
                          .with("suspendedUntil", e.until())
                          .words("text", Spoken.of(e.texts(), "decisionText"))));
    }
    if (event instanceof Resumed e) {
      return waitedFor()
          .map(
              a ->
                  to(
                      a,
                      about("RESUMED", a)
                          .with("resumedAt", e.at())
                          .with("replyBefore", replyBefore(a))));
    }
    return event instanceof SuspensionRefused e
        ? notGranted("SUSPENSION_DECIDED", e.assignmentId(), e.at(), null, e.texts())
        : Stream.empty();
  }

  /** What the office's rules refuse is answered like what a person refuses. */
  private Stream<Letter> refused(CaseEvent event) {
    if (!(event instanceof ReplyRefused e)) {
      return Stream.empty();
    }
    return switch (e.replyType()) {
      case RETURN_REQUESTED ->
          assignment(e.assignmentId())
              .map(
                  a ->
                      to(
                          a,
                          about("RETURN_REFUSED", a)
                              .with("decidedAt", e.at())
                              .with("rule", e.rule())
                              .words("text", Spoken.of(e.texts(), "decisionText"))));
      case EXTENSION_REQUESTED ->
          notGranted("EXTENSION_DECIDED", e.assignmentId(), e.at(), e.rule(), e.texts());
      default -> notGranted("SUSPENSION_DECIDED", e.assignmentId(), e.at(), e.rule(), e.texts());
    };
  }

  private Stream<Letter> notGranted(
      String type, String assignmentId, Instant at, String rule, Texts texts) {
    return assignment(assignmentId)
        .map(
            a ->
                to(
                    a,
                    about(type, a)
                        .with("decidedAt", at)
                        .with("granted", false)
                        .with("rule", rule)
                        .words("text", Spoken.of(texts, "decisionText"))));
  }

  private Instant replyBefore(Assignment a) {
    var c = file.current();
    var own = a.lead() ? null : c.clock(ClockKind.SUPPORT_REPLY, a.id()).orElse(null);
    return own == null
        ? c.clock(ClockKind.HANDLE, c.caseNo()).map(Clock::dueAt).orElse(null)
        : own.dueAt();
  }

  private Stream<Letter> one(String id, String type, String when, Instant at, Texts texts) {
    return assignment(id)
        .map(a -> to(a, about(type, a).with(when, at).words("text", Spoken.of(texts, "text"))));
  }

  private Body decided(String type, Assignment a, Instant at, Texts texts, List<Clock> clocks) {
    var due =
        clocks.stream()
            .filter(c -> c.kind() == ClockKind.HANDLE || c.kind() == ClockKind.SUPPORT_REPLY)
            .map(Clock::dueAt)
            .findFirst();
    return about(type, a)
        .with("decidedAt", at)
        .with("replyBefore", due.orElse(null))
        .words("text", Spoken.of(texts, "text"));
  }

  private Body urged(Urged e, Assignment a) {
    return about("URGED", a)
        .with("urgedAt", e.at())
        .words("text", Spoken.of(e.texts(), "text"))
        .with("urges", file.current().urges());
  }

  private Body supplement(SupplementAdded e, Assignment a) {
    return about("SUPPLEMENT", a)
        .with("addedAt", e.at())
        .words("text", Spoken.of(e.texts(), "content"))
        .with("confidential", Discretion.confidential(file) ? true : null)
        .attachments(e.attachments());
  }

  private Body supervised(Supervised e, Assignment a) {
    return about("SUPERVISED", a)
        .with("supervisedAt", e.at())
        .words("level", e.level())
        .with("answerBefore", e.dueAt())
        .words("text", Spoken.of(e.texts(), "content"));
  }

  private Body reminder(ClockKind kind, Instant dueAt, Instant at, Assignment a) {
    return about("REMINDER", a).with("kind", kind).with("dueAt", dueAt).with("remindedAt", at);
  }

  private Body about(String type, Assignment a) {
    return Body.of(type, file.current().caseNo(), Discretion.towards(a, file))
        .with("assignmentId", a.id())
        .with("round", a.round())
        .with("department", a.department().toString());
  }

  private boolean concerns(String subject, Assignment a) {
    return subject.equals(a.id()) || subject.equals(file.current().caseNo());
  }

  /** Who had the case before this change and still works on it. */
  private Stream<Assignment> working() {
    return AT_WORK.contains(file.current().status()) && file.before() != null
        ? file.current().activeAssignments().stream()
            .filter(a -> file.before().assignment(a.id()).isPresent())
        : Stream.empty();
  }

  private Stream<Assignment> waitedFor() {
    return file.current().activeAssignments().stream().filter(a -> !a.answered());
  }

  private Stream<Assignment> assignment(String id) {
    return file.current().assignment(id).stream();
  }

  private Letter to(Assignment a, Body body) {
    return body.letter(
        "department." + a.department().dotted() + ".cases",
        file.current().caseNo() + "/" + a.department());
  }
}
