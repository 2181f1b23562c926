package io.bancheng.config;

import io.bancheng.config.CsvTable.Columns;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The categories of cases: {@code config/tables/categories.csv}. */
public final class Categories {
  static final String FILE = "config/tables/categories.csv";
  private static final Columns COLUMNS =
      Columns.of("categoryCode", "nameZh", "nameEn", "parentCode");

  private final Map<String, Category> byCode;

  private Categories(Map<String, Category> byCode) {
    this.byCode = byCode;
  }

  static Categories read(ConfigFiles files, Findings findings) {
    var categories = new LinkedHashMap<String, Category>();
    var rows = CsvTable.read(files.need(FILE, findings), COLUMNS, findings);
    for (CsvRow row : rows) {
      var category =
          new Category(
              row.need("categoryCode"),
              row.need("nameZh"),
              row.text("nameEn"),
              row.text("parentCode"));
      if (categories.putIfAbsent(category.code(), category) != null) {
        row.problem(
            "categoryCode",
            "category %s stands twice.".formatted(category.code()),
            "Keep one row.");
      }
    }
    rows.forEach(
        row ->
            row.refer(
                "parentCode",
                row.text("parentCode"),
                categories.keySet(),
                "They stand in this table."));
    return new Categories(categories);
  }

  public Optional<Category> find(String code) {
    return Optional.ofNullable(code).map(byCode::get);
  }

  /** All of them, in the table's order. */
  public Collection<Category> all() {
    return List.copyOf(byCode.values());
  }

  Set<String> codes() {
    return byCode.keySet();
  }
}
