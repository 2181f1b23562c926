package io.bancheng.console;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Candidates;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.ShadowRuns;
import io.bancheng.ledger.ShadowRuns.Run;
import io.bancheng.rehearse.Replay;
import io.bancheng.rehearse.ReplayReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Shadow mode (影子运行): candidate rules beside those in force, for some days. What they would have
 * decided is computed from the ledger when somebody asks, so no case is delayed by them.
 */
@Component
class ShadowDesk {
  static final int MOST_DAYS = 90;

  private final ActiveConfig configuration;
  private final Candidates candidates;
  private final ShadowRuns runs;
  private final PastCases cases;
  private final Clock clock;

  /** A run and what it found up to now. */
  record Report(
      String version,
      Instant startedAt,
      Instant endsAt,
      String by,
      boolean ended,
      ReplayReport report) {}

  ShadowDesk(
      ActiveConfig configuration,
      Candidates candidates,
      ShadowRuns runs,
      PastCases cases,
      Clock clock) {
    this.configuration = configuration;
    this.candidates = candidates;
    this.runs = runs;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * Begins a run.
   *
   * @param files a zip of the candidate's folders
   * @throws Unacceptable if the days are wrong or a run is under way
   * @throws io.bancheng.canonical.Problems with everything that is wrong with the files
   */
  void start(byte[] files, int days, String by) {
    if (days < 1 || days > MOST_DAYS) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "days is %d.".formatted(days),
          List.of(new Unacceptable.Fault("/days", "must be from 1 to " + MOST_DAYS)));
    }
    String version = candidates.keep(files);
    var now = clock.instant();
    if (!runs.start(version, now, now.plus(Duration.ofDays(days)), by)) {
      throw new Unacceptable(
          Unacceptable.Kind.NOT_ALLOWED, "Other rules run in the shadow already. Stop them first.");
    }
  }

  /** What the latest run's rules would have decided otherwise; empty if there never was one. */
  Optional<Report> report() {
    return runs.latest().map(this::report);
  }

  /** Ends the latest run; its report stays. */
  void stop() {
    runs.latest().ifPresent(run -> runs.end(run.id(), clock.instant()));
  }

  private Report report(Run run) {
    var replay = Replay.besideDecisions(configuration.current(), candidates.read(run.version()));
    cases.each(
        run.startedAt(),
        run.endsAt(),
        past -> {
          if (past.decided() != null) {
            replay.look(past);
          }
        });
    return new Report(
        run.version(), run.startedAt(), run.endsAt(), run.by(), run.ended(), replay.report());
  }
}
