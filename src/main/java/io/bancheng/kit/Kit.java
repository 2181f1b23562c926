package io.bancheng.kit;

import io.bancheng.canonical.DepartmentId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  static List<Scenario> scenarios() {
    return Stream.of(Assignments.all(), LaterLetters.all(), ServerManners.all(), ReplyManners.all())
        .flatMap(all -> all)
        .toList();
  }

  /**
   * Plays them in their order.
   *
   * @throws Unreachable if the department cannot be reached at all
   */
  Sheet play() {
    Clock clock = pace.clock();
    var bench = new Bench(line, ear, new Letters(department, clock), pace);
    if (!bench.firstAnswer().taken() && bench.firstAnswer().status() == 0) {
      throw new Unreachable(line.name() + ": " + bench.firstAnswer());
    }
    var lines = new ArrayList<Sheet.Line>();
    for (Scenario scenario : scenarios()) {
      long begun = System.nanoTime();
      var outcome = scenario.check().play(bench);
      lines.add(
          new Sheet.Line(
              scenario.id(),
              outcome.verdict(),
              outcome.evidence(),
              (System.nanoTime() - begun) / 1_000_000));
    }
    var at = OffsetDateTime.ofInstant(clock.instant(), ZONE).truncatedTo(ChronoUnit.SECONDS);
    return new Sheet(department.toString(), line.name(), at, lines);
  }
}
