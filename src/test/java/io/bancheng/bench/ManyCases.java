package io.bancheng.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fills a ledger with any number of cases: those that are in it, copied with all their rows, under
 * numbers of their own and spread over the two years before. Most of the copies are of cases that
 * are settled; as many are open as an office has open at a time. The chains of copies do not hold,
 * and their letters, long sent, do not open.
 */
final class ManyCases {
  /** What belongs to no case alone, or says something about a chain. */
  private static final Set<String> NOT_COPIED =
      Set.of("person_data", "anchor_leaf", "erasure", "suspicion");

  /** Every fiftieth copy is open. */
  private static final int SETTLED_TO_OPEN = 49;

  private final Connection ledger;
  private final boolean alone;

  /** A session that may do everything; no hub works with the ledger meanwhile. */
  ManyCases(Connection ledger) {
    this(ledger, true);
  }

  /**
   * @param ledger a session that may do everything
   * @param alone whether no hub works with the ledger meanwhile: then indexes are made at the end
   */
  ManyCases(Connection ledger, boolean alone) {
    this.ledger = ledger;
    this.alone = alone;
  }

  /** Copies cases until there are that many. */
  void multiply(long wanted, Words words) throws SQLException {
    long there = count();
    if (wanted <= there) {
      return;
    }
    run("set statement_timeout = 0; set synchronous_commit = off; set work_mem = '256MB'");
    run("set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0");
    twins(there, wanted);
    words.seal(ledger);
    var tables = tables();
    tables.keySet().removeAll(NOT_COPIED);
    var indexes = new TakenIndexes(ledger, tables.keySet());
    if (alone) {
      indexes.drop();
    }
    for (var table : tables.entrySet()) {
      run(copy(table.getKey(), table.getValue()));
    }
    indexes.makeAgain();
    run("vacuum analyze");
  }

  /** How many cases there are. */
  long count() throws SQLException {
    try (var asked = ledger.createStatement();
        var counted = asked.executeQuery("select count(*) from case_record")) {
      counted.next();
      return counted.getLong(1);
    }
  }

  /** Which case becomes which, and how much earlier; the open ones lie as late as they did. */
  private void twins(long there, long wanted) throws SQLException {
    run(
        """
        create temp table model as
          select case_no, open, row_number() over (partition by open order by case_no) - 1 i,
            count(*) over (partition by open) many
          from (select case_no, status not in ('ARCHIVED', 'REJECTED', 'FEEDBACK_GIVEN') open
            from case_record) r;
        create temp table twin as
          select m.case_no old, m.case_no || '-' || n as new, n,
            case when m.open then n %% 86400 * interval '1 second'
              else (n / %2$d.0) * interval '700 days' end as earlier
          from generate_series(1, %1$d) n
          join model m on m.open = (n %% %3$d = 0 and exists (select from model where open))
            and m.i = n %% m.many;
        analyze twin
        """
            .formatted(wanted - there, wanted - there, SETTLED_TO_OPEN + 1));
  }

  private void run(String statement) throws SQLException {
    long start = System.nanoTime();
    try (var running = ledger.createStatement()) {
      running.execute(statement);
    }
    String begin = statement.strip().replaceAll("\\s+", " ");
    System.out.printf(
        "%.1f s: %s%n",
        (System.nanoTime() - start) / 1e9, begin.substring(0, Math.min(70, begin.length())));
  }

  /** The columns, with their types, of each table that has rows of cases. */
  private Map<String, Map<String, String>> tables() throws SQLException {
    var tables = new LinkedHashMap<String, Map<String, String>>();
    try (var asked = ledger.createStatement();
        var rows =
            asked.executeQuery(
                """
                select c.table_name, c.column_name, c.data_type from information_schema.columns c
                join information_schema.columns n on n.table_name = c.table_name
                  and n.table_schema = c.table_schema and n.column_name = 'case_no'
                where c.table_schema = 'public' and c.is_identity = 'NO'
                  and c.is_generated = 'NEVER' and c.table_name <> 'event_cursor'
                order by c.table_name, c.ordinal_position
                """)) {
      while (rows.next()) {
        tables
            .computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
            .put(rows.getString(2), rows.getString(3));
      }
    }
    return tables;
  }

  private static String copy(String table, Map<String, String> columns) {
    var values = new ArrayList<String>();
    columns.forEach((column, type) -> values.add(value(column, type)));
    boolean words = table.equals("case_record");
    return "insert into %s (%s) select %s from %s t join twin on twin.old = t.case_no%s"
        .formatted(
            table,
            String.join(", ", columns.keySet()),
            String.join(", ", values),
            table,
            words ? " left join sealed_opinion s on s.case_no = twin.new" : "");
  }

  /** A reporter is met again in one of a hundred; texts are as unlike as people's are. */
  private static String value(String column, String type) {
    if (type.startsWith("timestamp")) {
      return "t." + column + " - twin.earlier";
    }
    if (type.equals("uuid")) {
      return "md5(t.%s::text || twin.n)::uuid".formatted(column);
    }
    if (type.equals("jsonb")) {
      return "replace(t.%s::text, twin.old, twin.new)::jsonb".formatted(column);
    }
    return switch (column) {
      case "case_no", "assignment_id", "subject", "stream", "item" ->
          "replace(t.%s, twin.old, twin.new)".formatted(column);
      case "source_case_id", "reply_key", "note_key", "msg_id", "order_id", "report_id" ->
          "t.%s || '-' || twin.n".formatted(column);
      case "key" -> "case when twin.n % 100 = 0 then t.key else md5(t.key || twin.n) end";
      case "print" ->
          type.equals("text") ? "md5(t.print || twin.n)" : "hashint8extended(t.print, twin.n)";
      case "b1", "b2", "b3", "b4" ->
          "(hashint8extended(t.print, twin.n + %s) %% 32768)::smallint".formatted(column.charAt(1));
      case "looked" -> "true";
      case "opinions" -> "s.opinions";
      default -> "t." + column;
    };
  }

  /** What people said, sealed again for the copies. */
  interface Words {
    /** Fills {@code person_data} and the temporary {@code sealed_opinion} for {@code twin}. */
    void seal(Connection ledger) throws SQLException;

    /** Leaves the copies without words, as if their reporters had been erased. */
    static Words none() {
      return ledger -> {
        try (var running = ledger.createStatement()) {
          running.execute("create temp table sealed_opinion (case_no text, opinions bytea)");
        }
      };
    }
  }

  /** Indexes that are made once after many rows, which is quicker than with every row. */
  private record TakenIndexes(Connection ledger, Set<String> tables, List<String> again) {
    TakenIndexes(Connection ledger, Set<String> tables) {
      this(ledger, tables, new ArrayList<>());
    }

    void drop() throws SQLException {
      var drops = new ArrayList<String>();
      try (var asked =
          ledger.prepareStatement(
              """
              select 'alter table ' || t.relname || ' drop constraint ' || quote_ident(c.conname),
                'alter table ' || t.relname || ' add constraint ' || quote_ident(c.conname) || ' '
                  || pg_get_constraintdef(c.oid)
              from pg_constraint c join pg_class t on t.oid = c.conrelid
              where c.contype in ('p', 'u') and t.relname = any (?)
                and not exists (select from pg_constraint f where f.confrelid = t.oid)
              union all
              select 'drop index ' || i.relname, pg_get_indexdef(x.indexrelid)
              from pg_index x join pg_class i on i.oid = x.indexrelid
              join pg_class t on t.oid = x.indrelid
              where t.relname = any (?)
                and not exists (select from pg_constraint c where c.conindid = x.indexrelid)
              """)) {
        var names = ledger.createArrayOf("text", tables.toArray());
        asked.setArray(1, names);
        asked.setArray(2, names);
        try (var rows = asked.executeQuery()) {
          while (rows.next()) {
            drops.add(rows.getString(1));
            again.add(rows.getString(2));
          }
        }
      }
      try (var running = ledger.createStatement()) {
        running.execute(String.join("; ", drops));
      }
    }

    void makeAgain() throws SQLException {
      long start = System.nanoTime();
      try (var running = ledger.createStatement()) {
        for (String index : again) {
          running.execute(index);
        }
      }
      System.out.printf("%.1f s: %d indexes%n", (System.nanoTime() - start) / 1e9, again.size());
    }
  }
}
