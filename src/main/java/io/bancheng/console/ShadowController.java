package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Candidates;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.ShadowRuns;
import io.bancheng.ledger.ShadowRuns.Run;
import io.bancheng.rehearse.Replay;
import io.bancheng.rehearse.ReplayReport;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shadow mode (影子运行): candidate rules beside those in force, for some days. What they would have
 * decided is computed from the ledger when somebody asks, so no case is delayed by them.
 */
@RestController
@RequestMapping(path = "/api/v1/configuration/shadow", produces = MediaType.APPLICATION_JSON_VALUE)
class ShadowController {
  private static final int MOST_DAYS = 90;

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

  ShadowController(
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

  /** Begins a run with a zip of the candidate's folders. */
  @PostMapping(consumes = "application/zip")
  @ResponseStatus(HttpStatus.CREATED)
  String start(
      @RequestBody byte[] files, @RequestParam int days, @AuthenticationPrincipal Caller caller) {
    if (days < 1 || days > MOST_DAYS) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "days is %d.".formatted(days),
          List.of(new Unacceptable.Fault("/days", "must be from 1 to " + MOST_DAYS)));
    }
    String version = candidates.keep(files);
    var now = clock.instant();
    if (!runs.start(version, now, now.plus(Duration.ofDays(days)), caller.id())) {
      throw new Unacceptable(
          Unacceptable.Kind.NOT_ALLOWED, "Other rules run in the shadow already. Stop them first.");
    }
    return report();
  }

  /** What the latest run's rules would have decided otherwise. */
  @GetMapping
  String report() {
    var run = latest();
    var replay = Replay.besideDecisions(configuration.current(), candidates.read(run.version()));
    cases.each(
        run.startedAt(),
        run.endsAt(),
        past -> {
          if (past.decided() != null) {
            replay.look(past);
          }
        });
    return CanonicalJson.write(
        new Report(
            run.version(), run.startedAt(), run.endsAt(), run.by(), run.ended(), replay.report()));
  }

  /** Ends the run; its report stays. */
  @DeleteMapping
  String stop() {
    runs.end(latest().id(), clock.instant());
    return report();
  }

  private Run latest() {
    return runs.latest()
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.UNKNOWN_SUBJECT, "No rules ever ran in the shadow."));
  }
}
