package io.bancheng.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Rows for one statement that writes them all, however many there are; its text is always the same,
 * so the database plans it once. Times are given as {@link java.time.Instant}.
 */
final class ManyRows {
  private final Statement statement;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * A statement over rows.
   *
   * @param sql with {@code :rows} where a table of that name is read
   */
  record Statement(String sql, List<String> types) {
    /**
     * @param columns name and type of each column, e.g. {@code "seq int4"}; text, int4, int8, bool
     *     and bytea are taken as they are, anything else is to be cast from text
     */
    static Statement of(String sql, String... columns) {
      var names = Arrays.stream(columns).map(c -> c.substring(0, c.indexOf(' '))).toList();
      var types = Arrays.stream(columns).map(c -> c.substring(c.indexOf(' ') + 1)).toList();
      String arrays = types.stream().map(ManyRows::unknown).collect(Collectors.joining(", "));
      String table = "unnest(" + arrays + ") as rows (" + String.join(", ", names) + ")";
      return new Statement(sql.strip().replace(":rows", table), types);
    }
  }

  /**
   * An array of which the planner knows no length, in a statement that is planned once: were it a
   * parameter by itself, each execution would be planned anew for what it cost to save.
   */
  private static String unknown(String type) {
    return "(select ?::" + type + "[])";
  }

  /**
   * The same statement, where {@code :any} compares with any of an array of texts that is such a
   * parameter; cast once more it is an array, and not a query of texts.
   */
  static String any(String sql) {
    return sql.strip().replace(":any", "any (" + unknown("text") + "::text[])");
  }

  ManyRows(Statement statement) {
    this.statement = statement;
  }

  ManyRows add(Object... values) {
    rows.add(values);
    return this;
  }

  /** Whether rows of the other may stand among these. */
  boolean sameAs(ManyRows other) {
    return statement.equals(other.statement);
  }

  void addAll(ManyRows other) {
    rows.addAll(other.rows);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  String sql() {
    return statement.sql();
  }

  /** Writes them by itself, and reads what the statement returns. */
  <T> List<T> query(JdbcTemplate jdbc, RowMapper<T> mapper) {
    return jdbc.query(sql(), (PreparedStatement to) -> set(to, 1), mapper);
  }

  /**
   * Sets the statement's parameters.
   *
   * @return the next free parameter
   */
  int set(PreparedStatement to, int first) throws SQLException {
    int parameter = first;
    for (int c = 0; c < statement.types().size(); c++) {
      to.setArray(parameter++, column(to.getConnection(), c));
    }
    return parameter;
  }

  private java.sql.Array column(Connection connection, int c) throws SQLException {
    String type = statement.types().get(c);
    Object[] values =
        switch (type) {
          case "int4" -> new Integer[rows.size()];
          case "int8" -> new Long[rows.size()];
          case "bool" -> new Boolean[rows.size()];
          case "bytea" -> new byte[rows.size()][];
          default -> new String[rows.size()];
        };
    for (int r = 0; r < values.length; r++) {
      Object value = rows.get(r)[c];
      values[r] = values instanceof String[] && value != null ? value.toString() : value;
    }
    return connection.createArrayOf(type, values);
  }
}
