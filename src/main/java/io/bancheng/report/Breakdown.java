package io.bancheng.report;

import java.util.Arrays;
import java.util.Optional;

/** By what figures are broken down; the name in addresses and the column of facts. */
enum Breakdown {
  NONE("none", "''"),
  DEPARTMENT("department", "department"),
  REGION("region", "region_code"),
  TIER("tier", "tier"),
  CHANNEL("channel", "channel"),
  ISSUE_CLASS("issueClass", "issue_class"),
  CATEGORY("category", "category_code"),
  MONTH("month", "''");

  private static final int CITY = 4;
  private final String label;
  private final String column;

  Breakdown(String label, String column) {
    this.label = label;
    this.column = column;
  }

  static Optional<Breakdown> of(String label) {
    return Arrays.stream(values()).filter(by -> by.label.equals(label)).findFirst();
  }

  public String label() {
    return label;
  }

  /** The key of a group in SQL: below the province cities, below a city its counties. */
  String key(Scope scope) {
    return this == REGION && scope.regionPrefix().length() < CITY
        ? "rpad(left(region_code, 4), 6, '0')"
        : column;
  }
}
