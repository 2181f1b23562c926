package io.bancheng.config;

import io.bancheng.config.CsvTable.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;

/** Reads {@code config/tables/departments.csv}. */
final class DepartmentsTable {
  static final String FILE = "config/tables/departments.csv";

  private static final Columns COLUMNS =
      Columns.of("deptType", "nameZh", "nameEn", "tiers", "kind", "aliases");

  private DepartmentsTable() {}

  static Departments read(ConfigFiles files, Regions regions, Findings findings) {
    var types = new LinkedHashMap<String, DepartmentType>();
    for (CsvRow row : CsvTable.read(files.need(FILE, findings), COLUMNS, findings)) {
      String code = row.need("deptType");
      if (!code.matches("|[a-z][a-z0-9]{0,19}")) {
        row.problem(
            "deptType",
            "\"%s\" cannot be part of a queue's name.".formatted(code),
            "Write up to 20 small letters and digits, a letter first.");
      }
      var type =
          new DepartmentType(
              code,
              row.need("nameZh"),
              row.need("nameEn"),
              tiers(row),
              row.choice("kind", DepartmentKind.class),
              row.words("aliases"));
      if (types.putIfAbsent(code, type) != null) {
        row.problem("deptType", "type %s stands twice.".formatted(code), "Keep one row.");
      }
    }
    return new Departments(types, regions);
  }

  private static Set<Tier> tiers(CsvRow row) {
    var tiers = EnumSet.noneOf(Tier.class);
    var unknown = new ArrayList<String>();
    for (String letter : row.need("tiers").split("\\s*,\\s*")) {
      var tier =
          Arrays.stream(Tier.values())
              .filter(t -> letter.equals(String.valueOf(t.letter())))
              .findFirst();
      tier.ifPresentOrElse(tiers::add, () -> unknown.add(letter));
    }
    if (!unknown.isEmpty() && !row.text("tiers").isEmpty()) {
      row.problem(
          "tiers",
          "unknown tier \"%s\".".formatted(String.join(",", unknown)),
          "Write P, C, D, T for province, city, county, town, with commas and in \"quotes\".");
    }
    return tiers;
  }
}
