package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.yaml.snakeyaml.Yaml;

/** Every limit that the office has, over the two long holidays of 2026 with their make-up days. */
class LimitRowsTest {
  private static final Path ROWS = Path.of("src/test/resources/limit-rows.csv");
  private static final Map<String, ClockKind> CLOCKS =
      Map.of(
          "accept", ClockKind.ACCEPT,
          "dispatch", ClockKind.DISPATCH,
          "sign", ClockKind.SIGN,
          "firstContact", ClockKind.FIRST_CONTACT,
          "handle", ClockKind.HANDLE,
          "review", ClockKind.REVIEW,
          "feedback", ClockKind.FEEDBACK,
          "callback", ClockKind.CALLBACK);

  @Test
  void every_limit_of_the_file_has_a_row_and_every_row_a_limit() throws IOException {
    assertThat(rows()).isEqualTo(limits());
  }

  @ParameterizedTest
  @CsvFileSource(files = "src/test/resources/limit-rows.csv")
  void each_is_due_when_it_was_computed_by_hand(
      String row, String limit, LocalDateTime newYear, LocalDateTime nationalDay) {
    var parsed = TimeLimit.parse(limit);
    var before = LocalDateTime.parse("2025-12-31T16:30:00");
    var eve = LocalDateTime.parse("2026-09-30T16:30:00");

    assertThat(HUB.calendar().due(at(before), parsed).at()).isEqualTo(at(newYear));
    assertThat(HUB.calendar().due(at(eve), parsed).at()).isEqualTo(at(nationalDay));
    for (TimeLimit used : used(row)) {
      assertThat(used).as(row).isEqualTo(parsed);
    }
  }

  /** What the hub makes of a row: the limit of each clock that it governs. */
  private static List<TimeLimit> used(String row) {
    var path = row.split("\\.");
    var limits = HUB.limits();
    return switch (row) {
      case "limits.supportReply.beforeLead" ->
          List.of(TimeLimit.workingDays(limits.supportBeforeLead()));
      case "limits.handle.CONSULTATION" ->
          List.of(limits.limit(ClockKind.HANDLE, IssueClass.DIFFICULT, CaseKind.CONSULTATION));
      case "limits.rehandle.all" -> List.copyOf(limits.rehandle().values());
      case "askForInfo.within" ->
          List.of(limits.limit(ClockKind.INFO, IssueClass.GENERAL, CaseKind.HANDLING));
      case "return.requestWithin" -> List.of(limits.returns().requestWithin());
      case "return.decideWithin" ->
          List.of(limits.limit(ClockKind.RETURN_DECISION, IssueClass.GENERAL, CaseKind.HANDLING));
      case "extension.requestBefore" -> List.of(limits.extensions().requestBefore());
      case "extension.maxLength" -> List.of(limits.extensions().maxLength());
      case "suspend.maxLength" -> List.of(limits.suspensions().maxLength());
      case "reopen.within" -> List.of(limits.reopenings().within());
      case "supervision.YELLOW_CARD.unansweredWorkdays" -> List.of(limits.answerWithin());
      default -> path[0].equals("limits") ? clock(path[1], path[2]) : rung(path[1], path[2]);
    };
  }

  private static List<TimeLimit> clock(String clock, String issueClass) {
    return Arrays.stream(IssueClass.values())
        .filter(
            c -> issueClass.equals("all") ? c != IssueClass.URGENT : c.name().equals(issueClass))
        .map(c -> HUB.limits().limit(CLOCKS.get(clock), c, CaseKind.HANDLING))
        .toList();
  }

  private static List<TimeLimit> rung(String level, String trigger) {
    var step =
        HUB.limits().supervision().stream()
            .filter(s -> s.level().name().equals(level))
            .findFirst()
            .orElseThrow();
    var days =
        trigger.equals("overdueWorkdays") ? step.overdueWorkdays() : step.remainingWorkdays();
    return List.of(TimeLimit.workingDays(days.orElseThrow()));
  }

  private static Map<String, String> rows() throws IOException {
    var rows = new TreeMap<String, String>();
    for (String line : Files.readAllLines(ROWS)) {
      if (!line.startsWith("#")) {
        var cells = line.split(",");
        rows.put(cells[0], cells[1]);
      }
    }
    return rows;
  }

  /** Everything in the file that is a time, by its way through the file. */
  private static Map<String, String> limits() throws IOException {
    var found = new TreeMap<String, String>();
    Map<String, Object> root = new Yaml().load(Files.readString(Path.of("config/deadlines.yaml")));
    root.forEach((key, value) -> walk(key, value, found));
    return found;
  }

  private static void walk(String path, Object value, Map<String, String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> walk(path + "." + key, inner, found));
    } else if (value instanceof List<?> list) {
      Stream.of(list.toArray())
          .filter(Map.class::isInstance)
          .forEach(rung -> walk(path + "." + ((Map<?, ?>) rung).get("level"), rung, found));
    } else if (path.endsWith("Workdays") && (Integer) value > 0) {
      found.put(path, value + "wd");
    } else if (String.valueOf(value).matches("\\d+(wd|wh|h)")) {
      found.put(path, value.toString());
    }
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
