package io.bancheng.console;

import io.bancheng.calendar.Reckoning;
import io.bancheng.calendar.Stretch;
import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockChange;
import io.bancheng.config.HubConfig;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proof of a case's deadlines (时限计算过程): for each limit, where the number comes from and how its
 * due time came about, day by day. It is the calendar's own count, not a second one.
 */
final class ClockProof {
  private final Case current;
  private final HubConfig config;
  private final WorkingCalendar calendar;

  ClockProof(Case current, HubConfig config) {
    this.current = current;
    this.config = config;
    this.calendar = config.calendarOf(current.regionCode());
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("caseNo", current.caseNo());
    json.put("zone", calendar.week().zone().getId());
    json.put("calendar", calendar.version());
    json.put("clocks", current.clocks().stream().map(this::clock).toList());
    return json;
  }

  private Map<String, Object> clock(Clock k) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", k.kind());
    json.put("kindZh", k.kind().zh());
    json.put("subject", k.subject());
    json.put("round", k.round());
    json.put("state", state(k));
    json.put("limit", k.limit());
    json.put("limitZh", limit(k, true));
    json.put("limitEn", limit(k, false));
    json.put("basis", k.sendersOwn() ? null : config.limits().bases().get(k.kind()));
    json.put("startedAt", k.startedAt());
    json.put("dueAt", k.dueAt());
    json.put("stoppedAt", k.stoppedAt());
    json.put("breachedAt", k.breachedAt());
    json.put("calendar", k.calendar());
    json.put("provisional", k.provisional());
    json.put("changes", k.changes().stream().map(ClockProof::change).toList());
    if (k.counted()) {
      count(k, json);
    }
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** The count by the calendar in force; {@code holds} says whether it gives the stored time. */
  private void count(Clock k, Map<String, Object> json) {
    var stretch = Stretch.of(k);
    var reckoning = calendar.reckon(stretch);
    json.put("calendarInForce", calendar.version().equals(k.calendar()));
    json.put("holds", reckoning.due().at().equals(k.dueAt()));
    json.put("countedDueAt", reckoning.due().at());
    json.put("days", reckoning.days().stream().map(d -> day(d, stretch)).toList());
  }

  private static String state(Clock k) {
    if (!k.running()) {
      return "STOPPED";
    }
    return k.paused() ? "PAUSED" : k.breachedAt() == null ? "RUNNING" : "OVERDUE";
  }

  private static Map<String, Object> change(ClockChange change) {
    var json = new LinkedHashMap<String, Object>();
    json.put("type", change.type());
    json.put("typeZh", change.type().zh());
    json.put("typeEn", change.type().en());
    json.put("at", change.at());
    json.put("more", change.more());
    json.put("reason", change.reason());
    json.put("dueAt", change.dueAt());
    json.put("calendar", change.calendar());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private Map<String, Object> day(Reckoning.Day d, Stretch stretch) {
    var unit = stretch.limits().get(d.limit()).unit();
    var json = new LinkedHashMap<String, Object>();
    json.put("date", d.date());
    json.put("weekdayZh", weekday(d.date(), Locale.SIMPLIFIED_CHINESE));
    json.put("weekdayEn", weekday(d.date(), Locale.ENGLISH));
    json.put("kind", d.kind());
    json.put("kindZh", d.kind().zh());
    json.put("kindEn", d.kind().en());
    json.put("name", d.name());
    json.put("limit", stretch.limits().get(d.limit()).toString());
    json.put("start", d.start() ? true : null);
    json.put("paused", d.paused() ? true : null);
    json.put("provisional", calendar.announced(d.date().getYear()) ? null : true);
    json.put("counted", amount(d.counted(), unit));
    json.put("total", amount(d.total(), unit));
    json.put("noteZh", notes(d, true));
    json.put("noteEn", notes(d, false));
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private String notes(Reckoning.Day d, boolean zh) {
    var notes =
        Stream.of(
                d.start() ? (zh ? "起算日不计入" : "the start day is not counted") : "",
                d.paused() ? (zh ? "计时暂停" : "the clock was paused") : "",
                d.limit() > 0 ? (zh ? "延期" : "extension") : "",
                calendar.announced(d.date().getYear())
                    ? ""
                    : zh ? "放假安排未公布，暂按周一至周五" : "holidays not announced, provisional")
            .filter(note -> !note.isEmpty())
            .collect(Collectors.joining(zh ? "；" : "; "));
    return notes.isEmpty() ? null : notes;
  }

  private static String weekday(LocalDate day, Locale locale) {
    return day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
  }

  /** {@code 3wd}, or hours and minutes of a limit in hours, e.g. {@code 2:30}. */
  private static String amount(Duration counted, Unit unit) {
    return unit == Unit.WORKING_DAYS
        ? counted.toDays() + "wd"
        : "%d:%02d".formatted(counted.toHours(), counted.toMinutesPart())
            + (counted.toSecondsPart() == 0 ? "" : ":%02d".formatted(counted.toSecondsPart()));
  }

  private static String limit(Clock k, boolean zh) {
    if (!k.counted()) {
      return k.sendersOwn()
          ? zh ? "来源系统要求的时间" : "set by the sender"
          : zh ? "审批确定的时间" : "set by a decision";
    }
    return Stream.of(k.limit().split("\\+"))
        .map(TimeLimit::parse)
        .map(limit -> words(limit, zh))
        .collect(Collectors.joining(zh ? "，延期" : ", extended by "));
  }

  private static String words(TimeLimit limit, boolean zh) {
    var words =
        switch (limit.unit()) {
          case WORKING_DAYS -> List.of("个工作日", " working day");
          case WORKING_HOURS -> List.of("个工作小时", " working hour");
          case HOURS -> List.of("小时", " hour");
        };
    return limit.amount() + (zh ? words.get(0) : words.get(1) + (limit.amount() == 1 ? "" : "s"));
  }
}
