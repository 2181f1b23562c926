package io.bancheng.config;

import io.bancheng.canonical.Role;
import io.bancheng.config.CsvTable.Columns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who is on duty (值班表): {@code config/tables/roster.csv}. Tasks belong to the role on duty in a
 * region, not to a name; where a region has nobody, the tier above is in charge.
 */
public final class Roster {
  static final String FILE = "config/tables/roster.csv";
  private static final Columns COLUMNS =
      Columns.of("regionCode", "role", "from", "to", "person", "phone").and("account");
  private static final List<String> ROLES =
      Arrays.stream(Role.values())
          .filter(role -> role.held() && !role.administers() && !role.ofDepartment())
          .map(Role::name)
          .toList();

  private final List<Duty> duties;
  private final Regions regions;

  /**
   * One person's days.
   *
   * @param from the first day, in Asia/Shanghai
   * @param to the last day, included
   * @param account through which they act; empty if they have none
   */
  public record Duty(
      String region,
      Role role,
      LocalDate from,
      LocalDate to,
      String person,
      String account,
      String phone) {
    boolean covers(Role role, LocalDate day) {
      return this.role == role && !day.isBefore(from) && !day.isAfter(to);
    }
  }

  private Roster(List<Duty> duties, Regions regions) {
    this.duties = List.copyOf(duties);
    this.regions = regions;
  }

  /** Who is on duty on a day, in the table's order; in exactly that region, or in any if null. */
  public List<Duty> on(LocalDate day, Role role, String region) {
    return duties.stream()
        .filter(duty -> duty.covers(role, day))
        .filter(duty -> region == null || duty.region().equals(region))
        .toList();
  }

  /** Everybody on duty on a day. */
  public List<Duty> on(LocalDate day) {
    return duties.stream().filter(duty -> duty.covers(duty.role(), day)).toList();
  }

  /** Who is in charge of a region on a day: its own, else the next tier up that has somebody. */
  public Optional<Duty> inCharge(Role role, String region, LocalDate day) {
    return regions.upward(region).stream()
        .flatMap(tier -> on(day, role, tier.code()).stream())
        .findFirst();
  }

  static Roster read(ConfigFiles files, Regions regions, StaffFile staff, Findings findings) {
    var reader = new Reader(regions, staff);
    var duties = new ArrayList<Duty>();
    for (CsvRow row : CsvTable.read(files.need(FILE, findings), COLUMNS, findings)) {
      duties.add(reader.duty(row));
    }
    return new Roster(duties, regions);
  }

  /** What a row may refer to. */
  private record Reader(Regions regions, StaffFile staff) {
    Duty duty(CsvRow row) {
      String region = row.need("regionCode");
      row.refer(
          "regionCode", region, regions.codes(), "Regions stand in config/tables/regions.csv.");
      String word = row.need("role");
      row.refer("role", word, ROLES, "");
      var from = day(row, "from");
      var to = day(row, "to");
      if (to.isBefore(from)) {
        row.problem("to", "%s is before %s.".formatted(to, from), "Write the last day of duty.");
      }
      var role = ROLES.contains(word) ? Role.valueOf(word) : Role.DUTY_COORDINATOR;
      account(row, role, region);
      return new Duty(
          region, role, from, to, row.need("person"), row.text("account"), row.need("phone"));
    }

    private void account(CsvRow row, Role role, String region) {
      String name = row.text("account");
      var account = staff.find("staff." + name);
      if (!name.isEmpty() && account.isEmpty()) {
        row.refer("account", name, staff.names(), "Accounts stand in config/staff.yaml.");
      }
      if (account.filter(a -> !a.roles().contains(role) || !a.covers(region)).isPresent()) {
        row.problem(
            "account",
            "%s is no %s for %s.".formatted(name, role, region),
            "Give the account that role and region in config/staff.yaml.");
      }
    }

    private static LocalDate day(CsvRow row, String column) {
      String text = row.need(column);
      try {
        return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
      } catch (DateTimeException e) {
        row.problem(column, "\"%s\" is no day.".formatted(text), "Write it as 2026-10-09.");
        return LocalDate.EPOCH;
      }
    }
  }
}
