package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.TaskKind;
import io.bancheng.harness.RunningDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The task list's one query, against the real database's planner. */
class TaskQueryTest {
  private static final Instant NOW = Instant.parse("2026-10-13T01:00:00Z");
  private static RunningDatabase database;
  private static Connection connection;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(Path.of("target"));
    database = new RunningDatabase(Files.createTempDirectory(Path.of("target"), "tasks-"));
    var access = database.create("tasks");
    Flyway.configure()
        .dataSource(access.url(), access.username(), access.password())
        .load()
        .migrate();
    connection = RunningDatabase.connect(access);
    jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    jdbc.sql("set statement_timeout = 0").update();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    database.close();
  }

  /** A partial index is only used if its condition stands in the query to the letter. */
  @Test
  void every_part_of_the_query_has_its_index() {
    jdbc.sql("set enable_seqscan = off").update();
    var plan =
        jdbc.sql("explain " + Tasks.OPEN)
            .params(Scope.ALL.params())
            .param("kinds", names())
            .param("late", new String[0])
            .param("region", null)
            .param("now", Timestamp.from(NOW))
            .param("limit", 100)
            .query(String.class)
            .list();
    assertThat(String.join("\n", plan))
        .contains(
            "clock_of_task",
            "assignment_asking",
            "supervision_open",
            "case_redo_asked",
            "inbound_parked")
        .doesNotContain("Seq Scan");
  }

  /** Whatever the ledger's size, no list and no number may need to read every case or letter. */
  @Test
  void lists_numbers_and_lines_of_departments_have_their_indexes() {
    jdbc.sql("set enable_seqscan = off").update();
    jdbc.sql(
            """
            insert into reporter_key (key, case_no, at)
            select n::text, n::text, now() from generate_series(1, 5000) n; analyze reporter_key
            """)
        .update();
    var filter = new CaseReader.Filter("CLOSED", null, null, null, null, Scope.ALL, null, null, 50);
    assertThat(
            plan(
                jdbc.sql("explain " + CasePages.sql(filter))
                    .params(Scope.ALL.params())
                    .param("status", "CLOSED")
                    .param("limit", 50)))
        .contains("case_by_status")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(
            plan(
                jdbc.sql("explain " + CaseSearch.BY_NUMBER)
                    .params(Scope.ALL.params())
                    .param("term", "1")
                    .param("keys", new String[] {"1"})
                    .param("limit", 50)))
        .contains("case_by_source_id", "reporter_by_key")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                jdbc.sql("explain " + DepartmentLines.STANDING)
                    .params("refused.d", "doubtful.d", "department.d", "department.d", "340882:d")))
        .contains("outbox_unanswered_by_address", "on delivery d", "inbound_parked")
        .doesNotContain("Seq Scan");
  }

  private static String plan(JdbcClient.StatementSpec explained) {
    return String.join("\n", explained.query(String.class).list());
  }

  @Test
  void a_province_with_a_hundred_thousand_cases_lists_what_is_open_and_nothing_else() {
    jdbc.sql(
            """
            insert into case_record (case_no, channel_code, source_system, source_case_id, body_sha,
              raw_sha, status, region_code, state, length, head, rules_version, registered_at, changed_at)
            select n::text, 'hotline', 's', n::text, '', '', case when n % 100 = 0 then 'ACCEPTED'
              else 'ARCHIVED' end, case when n % 2 = 0 then '340882' else '341322' end,
              '{"round": 1, "supervision": []}', 1, '', '', now(), now()
            from generate_series(1, 100000) n
            """)
        .update();
    jdbc.sql(
            """
            insert into clock (case_no, kind, subject, round, due_at, stopped_at)
            select n::text, 'DISPATCH', n::text, 1, '2026-10-13 08:00+08'::timestamptz + n * interval '1 s',
              case when n % 100 = 0 then null else now() end
            from generate_series(1, 100000) n
            """)
        .update();
    jdbc.sql("analyze").update();
    var question =
        new Tasks.Question(List.of(TaskKind.values()), List.of(), "3408", Scope.ALL, NOW, 500);
    var found = new Tasks(jdbc).open(question);
    assertThat(found).hasSize(500).allMatch(task -> task.kind() == TaskKind.DISPATCH);
    assertThat(found).extracting(Tasks.Task::dueAt).isSorted();
    assertThat(new Tasks(jdbc).desks()).containsExactly("340882");
  }

  private static String[] names() {
    return Arrays.stream(TaskKind.values()).map(TaskKind::name).toArray(String[]::new);
  }
}
