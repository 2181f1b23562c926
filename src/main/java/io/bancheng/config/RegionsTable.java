package io.bancheng.config;

import io.bancheng.config.CsvTable.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code config/tables/regions.csv}. */
final class RegionsTable {
  static final String FILE = "config/tables/regions.csv";

  private static final Columns COLUMNS =
      Columns.of("regionCode", "nameZh", "parentCode", "tier").and("source");
  private static final Pattern CODE = Pattern.compile("\\d{6}");
  private static final Pattern TOWN_CODE = Pattern.compile("\\d{9}");

  private RegionsTable() {}

  static Regions read(ConfigFiles files, Findings findings) {
    var regions = new LinkedHashMap<String, Region>();
    var rows = CsvTable.read(files.need(FILE, findings), COLUMNS, findings);
    for (CsvRow row : rows) {
      var region =
          new Region(
              row.need("regionCode"),
              row.need("nameZh"),
              row.text("parentCode"),
              row.choice("tier", Tier.class));
      checkCode(row, region);
      if (regions.putIfAbsent(region.code(), region) != null) {
        row.problem(
            "regionCode", "region %s stands twice.".formatted(region.code()), "Keep one row.");
      }
    }
    checkParents(rows, regions, findings);
    return new Regions(regions.values());
  }

  private static void checkCode(CsvRow row, Region region) {
    var form = region.tier() == Tier.TOWN ? TOWN_CODE : CODE;
    if (!region.code().isEmpty() && !form.matcher(region.code()).matches()) {
      row.problem(
          "regionCode",
          "\"%s\" is not the code of a %s.".formatted(region.code(), region.tier()),
          "Write 6 digits for province, city and county, 9 for a town.");
    }
  }

  private static void checkParents(
      List<CsvRow> rows, Map<String, Region> regions, Findings findings) {
    for (CsvRow row : rows) {
      Optional<Region> region = Optional.ofNullable(regions.get(row.text("regionCode")));
      String parent = row.text("parentCode");
      row.refer("parentCode", parent, regions.keySet(), "Regions stand in this table.");
      region
          .filter(child -> !parentFits(child, Optional.ofNullable(regions.get(parent))))
          .filter(child -> parent.isEmpty() || regions.containsKey(parent))
          .ifPresent(
              child ->
                  row.problem(
                      "parentCode",
                      "a %s cannot belong to \"%s\".".formatted(child.tier(), parent),
                      "A town belongs to a county, a county to a city, a city to the province."));
    }
  }

  private static boolean parentFits(Region child, Optional<Region> parent) {
    return child.tier() == Tier.PROVINCE
        ? parent.isEmpty()
        : parent.filter(p -> p.tier().ordinal() == child.tier().ordinal() - 1).isPresent();
  }
}
