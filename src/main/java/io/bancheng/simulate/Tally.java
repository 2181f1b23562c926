package io.bancheng.simulate;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DueSoon;
import io.bancheng.canonical.FeedbackWarned;
import io.bancheng.canonical.SupervisionIssued;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.config.Limits;
import io.bancheng.config.SupervisionStep;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is counted in a year.
 *
 * @param escalations how often somebody of that role heard that something is late or soon will be
 */
public record Tally(
    Map<String, Integer> byChannel,
    Map<String, Integer> byStatus,
    Map<String, Limit> limits,
    Feedback feedback,
    Map<String, Integer> escalations) {
  private static final Set<ClockKind> LADDER =
      EnumSet.of(ClockKind.HANDLE, ClockKind.SUPPORT_REPLY, ClockKind.SIGN);

  /** How the limits of one kind ended; those whose case went another way count as met. */
  public record Limit(int met, int missed, int running) {}

  /**
   * Reporters who were not told within the limit.
   *
   * @param announced of these, how many somebody was warned of before
   */
  public record Feedback(int missed, int announced, int unannounced) {}

  /** Counts while it looks at one case after the other. */
  static final class Counter {
    private final Limits limits;
    private final Instant end;
    private final Map<String, Integer> byChannel = new TreeMap<>();
    private final Map<String, Integer> byStatus = new TreeMap<>();
    private final Map<String, Limit> byKind = new TreeMap<>();
    private final Map<String, Integer> escalations = new TreeMap<>();
    private Feedback feedback = new Feedback(0, 0, 0);

    Counter(Limits limits, Instant end) {
      this.limits = limits;
      this.end = end;
    }

    void count(Case c, List<CaseEvent> events) {
      byChannel.merge(c.source().channelCode(), 1, Integer::sum);
      byStatus.merge(c.status().name(), 1, Integer::sum);
      c.clocks().forEach(k -> count(k, events));
      events.forEach(this::escalated);
    }

    Tally done() {
      return new Tally(byChannel, byStatus, byKind, feedback, escalations);
    }

    private void count(Clock k, List<CaseEvent> events) {
      if (k.kind() == ClockKind.ARCHIVE || k.kind() == ClockKind.SUSPENSION) {
        return; // they end something, nobody is to be in time
      }
      boolean late = late(k);
      var more =
          new Limit(!late && !k.running() ? 1 : 0, late ? 1 : 0, !late && k.running() ? 1 : 0);
      byKind.merge(k.kind().name(), more, Counter::sum);
      if (late && k.kind() == ClockKind.FEEDBACK) {
        boolean warned = events.stream().anyMatch(e -> warned(e, k));
        feedback =
            new Feedback(
                feedback.missed() + 1,
                feedback.announced() + (warned ? 1 : 0),
                feedback.unannounced() + (warned ? 0 : 1));
      }
    }

    private static Limit sum(Limit a, Limit b) {
      return new Limit(a.met() + b.met(), a.missed() + b.missed(), a.running() + b.running());
    }

    private boolean late(Clock k) {
      return (k.running() ? end : k.stoppedAt()).isAfter(k.dueAt()) && !k.paused();
    }

    private static boolean warned(CaseEvent e, Clock k) {
      return e instanceof FeedbackWarned w
          && w.dueAt().equals(k.dueAt())
          && !w.at().isAfter(k.dueAt());
    }

    private void escalated(CaseEvent e) {
      if (e instanceof DueSoon) {
        tell(SupervisionLevel.AMBER);
      } else if (e instanceof ClockBreached b && LADDER.contains(b.kind())) {
        tell(SupervisionLevel.REMINDER);
      } else if (e instanceof ClockBreached b) {
        heard("OFFICE " + b.kind() + " late");
      } else if (e instanceof SupervisionProposed p) {
        limits
            .step(p.order().level())
            .flatMap(SupervisionStep::issuer)
            .ifPresent(role -> heard(role + " to decide on " + p.order().level()));
      } else if (e instanceof SupervisionIssued i) {
        heard("issued by " + i.actor().role());
      } else if (e instanceof FeedbackWarned) {
        heard("OFFICE feedback at risk");
      }
    }

    private void tell(SupervisionLevel level) {
      limits.step(level).stream()
          .flatMap(step -> step.tells().stream())
          .forEach(office -> heard(office + " " + level));
    }

    private void heard(String what) {
      escalations.merge(what, 1, Integer::sum);
    }
  }
}
