package io.bancheng.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes facts in place of those that were derived before. */
final class FactTables {
  private final JdbcTemplate jdbc;

  FactTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Call it in the transaction that moves the cursor on. */
  void replace(Collection<String> caseNos, List<Facts> facts) {
    for (String table : Facts.TABLES) {
      jdbc.update(
          "delete from " + table + " where case_no = any (?)",
          (Object) caseNos.toArray(String[]::new));
      insert(table, facts.stream().flatMap(f -> f.byTable().get(table).stream()).toList());
    }
  }

  void clear() {
    Facts.TABLES.forEach(table -> jdbc.update("delete from " + table));
  }

  private void insert(String table, List<FactRow> rows) {
    if (!rows.isEmpty()) {
      var names = rows.get(0).names();
      jdbc.batchUpdate(
          "insert into %s (%s) values (%s)"
              .formatted(
                  table,
                  String.join(", ", names),
                  names.stream().map(name -> "?").collect(Collectors.joining(", "))),
          rows.stream().map(FactRow::values).toList());
    }
  }
}
