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

  /** The notice for a year is usually out in November of the one before. */
  private static final int WARN_DAYS = 45;

  private final Findings findings;
  private final Map<LocalDate, SpecialDay> specialDays = new HashMap<>();
  private final Set<Integer> announced = new HashSet<>();

  private CalendarReader(Findings findings) {
    this.findings = findings;
  }

  static Calendars read(ConfigFiles files, Regions regions, Findings findings) {
    return new CalendarReader(findings).calendars(files, regions);
  }

  private Calendars calendars(ConfigFiles files, Regions regions) {
    var root = YamlTree.read(files.need(WEEK, findings), findings);
    root.keys("id", "zone", "weekend", "officeHours", "cutOff", "dayEndsAt", "warnDays");
    var local = new HashMap<String, Map<LocalDate, SpecialDay>>();
    for (SourceFile file : files.yaml(FOLDER, findings)) {
      if (file.stem().matches("\\d{6}")) {
        local.put(file.stem(), region(file, regions));
      } else if (!file.path().equals(WEEK)) {
        year(file);
      }
    }
    String version = root.need("id").text() + "@" + files.hash(FOLDER).substring(0, 8);
    var province = new WorkingCalendar(version, week(root), specialDays, announced);
    int warn = root.find("warnDays").map(t -> t.number(0, 366)).orElse(WARN_DAYS);
    return new Calendars(province, byRegion(province, local, regions), warn);
  }

  /** Every region with its own days and those of the regions above it; its own go first. */
  private static Map<String, WorkingCalendar> byRegion(
      WorkingCalendar province, Map<String, Map<LocalDate, SpecialDay>> local, Regions regions) {
    var calendars = new HashMap<String, WorkingCalendar>();
    for (Region region : regions.all()) {
      var days = new HashMap<LocalDate, SpecialDay>();
      regions.upward(region.code()).stream()
          .map(above -> local.getOrDefault(above.code(), Map.of()))
          .forEach(own -> own.forEach(days::putIfAbsent));
      if (!days.isEmpty()) {
        calendars.put(region.code(), province.with(days));
      }
    }
    return calendars;
  }

  /** {@code 340882.yaml}: days on which the offices of that region are closed or open. */
  private Map<LocalDate, SpecialDay> region(SourceFile file, Regions regions) {
    if (!regions.knows(file.stem())) {
      findings.unknown(
          file.start(),
          "region",
          file.stem(),
          regions.codes(),
          "They stand in " + RegionsTable.FILE + ".");
    }
    var root = YamlTree.read(file, findings).keys("closed", "open");
    var days = new HashMap<LocalDate, SpecialDay>();
    for (String key : List.of("closed", "open")) {
      for (YamlTree row : root.find(key).map(YamlTree::items).orElse(List.of())) {
        var reason = row.keys("day", "reason").need("reason").text();
        var item = row.need("day");
        value(item, LocalDate::parse, "a day such as 2026-07-06")
            .filter(day -> days.put(day, new SpecialDay(key.equals("closed"), reason)) != null)
            .ifPresent(day -> item.problem("%s stands twice.".formatted(day), "Keep one of them."));
      }
    }
    return days;
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
          "this file is named after no year and no region.",
          "Name it like 2026.yaml or 340882.yaml, or delete it.");
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
