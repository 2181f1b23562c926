package io.bancheng.kit;

import io.bancheng.canonical.DepartmentId;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Plays all scenarios against one department and fills in the sheet. */
final class Kit {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final DepartmentId department;
  private final Line line;
  private final Ear ear;
  private final Bench.Pace pace;

  Kit(DepartmentId department, Line line, Ear ear, Bench.Pace pace) {
    this.department = department;
    this.line = line;
    this.ear = ear;
    this.pace = pace;
  }

  private static Stream<Scenario> scenarios(boolean polled) {
    return Stream.of(
            Assignments.all(),
            LaterLetters.all(),
            ServerManners.all(),
            polled ? PollManners.all() : Stream.<Scenario>empty(),
            ReplyManners.all())
        .flatMap(all -> all);
  }

  /**
   * Plays them in their order.
   *
   * @throws Unreachable if the department cannot be reached at all
   */
  Sheet play() {
    var bench = new Bench(line, ear, new Letters(department, pace.clock()), pace);
    if (!bench.firstAnswer().taken() && bench.firstAnswer().status() == 0) {
      throw new Unreachable(line.name() + ": " + bench.firstAnswer());
    }
    var poller = pace.polled().map(api -> new Poller(api, ear, bench.begun()));
    try {
      return sheet(scenarios(pace.polled().isPresent()).map(s -> played(s, bench)).toList());
    } finally {
      poller.ifPresent(Poller::close);
    }
  }

  private static Sheet.Line played(Scenario scenario, Bench bench) {
    long begun = System.nanoTime();
    var outcome = scenario.check().play(bench);
    return new Sheet.Line(
        scenario.id(),
        outcome.verdict(),
        outcome.evidence(),
        (System.nanoTime() - begun) / 1_000_000);
  }

  private Sheet sheet(List<Sheet.Line> lines) {
    var at = OffsetDateTime.ofInstant(pace.clock().instant(), ZONE).truncatedTo(ChronoUnit.SECONDS);
    return new Sheet(department.toString(), line.name(), at, lines);
  }
}
