package io.bancheng.report;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.DepartmentId;

/**
 * By what figures are broken down: where a case belongs, how it came, what class it has. A case
 * counts for its lead (牵头), whoever else helps.
 *
 * @param tier of the case's region; null if it is not known
 */
record Dimensions(Case current, String tier) {
  /** A row that counts for that department; null for none. */
  FactRow row(String item, DepartmentId department) {
    var c = current;
    var classified = c.classification();
    return new FactRow()
        .with("item", item)
        .with("case_no", c.caseNo())
        .with("status", c.status())
        .with("region_code", c.regionCode())
        .with("tier", tier)
        .with("channel", c.source().channel())
        .with("issue_class", classified == null ? null : classified.issueClass())
        .with("category_code", classified == null ? null : classified.categoryCode())
        .with("department", department == null ? null : department.toString());
  }

  /** Who leads, or led last, in that round; null before anybody did. */
  DepartmentId lead(int round) {
    return current.assignments().stream()
        .filter(a -> a.lead() && a.round() == round)
        .map(Assignment::department)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
