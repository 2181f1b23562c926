package io.bancheng.config;

import io.bancheng.calendar.OfficeHours;
import io.bancheng.calendar.OfficeWeek;
import io.bancheng.calendar.SpecialDay;
import io.bancheng.calendar.WorkingCalendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads {@code config/calendars}: one file with the office's week, and one per year whose holidays
 * are announced. A year without a file is not announced yet.
 */
final class CalendarReader {
  private static final String FOLDER = "config/calendars";
  private static final String WEEK = FOLDER + "/cn.yaml";

  private final Findings findings;
  private final Map<LocalDate, SpecialDay> specialDays = new HashMap<>();
  private final Set<Integer> announced = new HashSet<>();

  private CalendarReader(Findings findings) {
    this.findings = findings;
  }

  static WorkingCalendar read(ConfigFiles files, Findings findings) {
    return new CalendarReader(findings).calendar(files);
  }

  private WorkingCalendar calendar(ConfigFiles files) {
    var root = YamlTree.read(files.need(WEEK, findings), findings);
    root.keys("id", "zone", "weekend", "officeHours", "cutOff", "dayEndsAt");
    for (SourceFile file : files.yaml(FOLDER, findings)) {
      if (!file.path().equals(WEEK)) {
        year(file);
      }
    }
    String version = root.need("id").text() + "@" + files.hash(FOLDER).substring(0, 8);
    return new WorkingCalendar(version, week(root), specialDays, announced);
  }

  private OfficeWeek week(YamlTree root) {
    var zone = value(root.need("zone"), ZoneId::of, "a time zone such as Asia/Shanghai");
    var weekend = EnumSet.noneOf(DayOfWeek.class);
    weekend.addAll(root.need("weekend").choices(DayOfWeek.class));
    var officeHours = root.need("officeHours");
    List<OfficeHours> hours =
        officeHours.items().stream().flatMap(pair -> hours(pair).stream()).toList();
    try {
      return new OfficeWeek(
          zone.orElse(ZoneId.of("Asia/Shanghai")),
          weekend,
          hours,
          time(root, "cutOff").orElse(LocalTime.MAX),
          time(root, "dayEndsAt").orElse(OfficeWeek.MIDNIGHT));
    } catch (IllegalArgumentException e) {
      if (!officeHours.unreadable()) {
        officeHours.problem("the week cannot be used.", e.getMessage());
      }
      return new OfficeWeek(
          ZoneId.of("Asia/Shanghai"),
          Set.of(),
          List.of(new OfficeHours(LocalTime.MIN, LocalTime.MAX)));
    }
  }

  private static Optional<LocalTime> time(YamlTree root, String key) {
    return root.find(key).flatMap(t -> value(t, LocalTime::parse, "a time such as 17:30"));
  }

  private Optional<OfficeHours> hours(YamlTree pair) {
    var times =
        pair.items().stream()
            .map(time -> value(time, LocalTime::parse, "a time such as 08:30"))
            .flatMap(Optional::stream)
            .toList();
    if (times.size() == 2 && times.get(0).isBefore(times.get(1))) {
      return Optional.of(new OfficeHours(times.get(0), times.get(1)));
    }
    pair.problem("these are no office hours.", "Write [\"08:30\", \"12:00\"], the earlier first.");
    return Optional.empty();
  }

  private void year(SourceFile file) {
    if (!file.stem().matches("20\\d\\d")) {
      findings.add(
          file.start(),
          "this file is named after no year.",
          "Name it like 2026.yaml, or delete it.");
      return;
    }
    int year = Integer.parseInt(file.stem());
    announced.add(year);
    var root = YamlTree.read(file, findings).keys("notice", "holidays");
    root.need("notice").text();
    for (YamlTree holiday : root.need("holidays").items()) {
      String name = holiday.keys("name", "off", "worked").need("name").text();
      holiday.need("off").items().forEach(day -> special(day, year, new SpecialDay(true, name)));
      holiday.find("worked").stream()
          .flatMap(worked -> worked.items().stream())
          .forEach(day -> special(day, year, new SpecialDay(false, name)));
    }
  }

  private void special(YamlTree item, int year, SpecialDay special) {
    var day = value(item, LocalDate::parse, "a day such as 2026-10-01");
    day.filter(d -> d.getYear() != year && !(d.getYear() == year - 1 && d.getMonthValue() == 12))
        .ifPresent(
            d ->
                item.problem(
                    "%s is not in %d.".formatted(d, year), "Put it into the file of its year."));
    if (day.isPresent() && specialDays.putIfAbsent(day.get(), special) != null) {
      item.problem("%s stands twice.".formatted(day.get()), "Keep one of them.");
    }
  }

  private static <T> Optional<T> value(YamlTree tree, Function<String, T> reader, String expected) {
    String text = tree.text();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
    } catch (DateTimeException e) {
      tree.problem("\"%s\" is not valid.".formatted(text), "Write %s.".formatted(expected));
      return Optional.empty();
    }
  }
}
