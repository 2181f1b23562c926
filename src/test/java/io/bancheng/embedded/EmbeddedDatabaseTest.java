package io.bancheng.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bancheng.security.SecretFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  /**
   * Programs and one installation are shared: a first start takes seconds, the next ones do not.
   */
  @TempDir static Path shared;

  @TempDir Path fresh;
  private VarLock var;
  private EmbeddedDatabase database;

  @BeforeEach
  void lock() {
    lock(shared.resolve("var"));
  }

  private void lock(Path directory) {
    if (var != null) {
      var.close();
    }
    var = VarLock.acquire(directory);
  }

  @AfterEach
  void stop() {
    if (database != null) {
      database.close();
    }
    var.close();
  }

  @Test
  void what_was_committed_survives_a_stop_and_the_port_stays() throws SQLException {
    open(0);
    int port = database.port();
    run(database.owner(), "CREATE TABLE words (text text); INSERT INTO words VALUES ('办成')");
    database.close();
    assertThatThrownBy(() -> run(database.owner(), "SELECT 1")).isInstanceOf(SQLException.class);

    open(0);

    assertThat(database.port()).isEqualTo(port);
    assertThat(ask(database.owner(), "SELECT text FROM words")).isEqualTo("办成");
  }

  @Test
  void a_hub_takes_over_the_server_of_a_killed_one() throws Exception {
    var.close();
    Process hub = fork(var.directory());
    String said = firstLine(hub);
    assertThatThrownBy(() -> VarLock.acquire(var.directory()))
        .hasMessageContaining("in use by another hub (process " + hub.pid() + ")");
    hub.destroyForcibly().waitFor();
    var = VarLock.acquire(var.directory());

    open(0);

    assertThat(said).isEqualTo("committed on port " + database.port());
    assertThat(ask(database.owner(), "SELECT text FROM kept"))
        .isEqualTo("committed before the kill");
  }

  @Test
  void a_server_that_died_inside_a_living_hub_is_started_again_on_its_port() throws Exception {
    open(0);
    int port = database.port();
    run(database.owner(), "CREATE TABLE more (text text); INSERT INTO more VALUES ('still here')");
    assertThat(database.restartIfStopped()).isFalse();

    killServer();
    Awaitility.await().ignoreExceptions().until(database::restartIfStopped);

    assertThat(database.port()).isEqualTo(port);
    assertThat(ask(database.app(), "SELECT 'back'")).isEqualTo("back");
    assertThat(ask(database.owner(), "SELECT text FROM more")).isEqualTo("still here");
  }

  @Test
  void a_server_that_lives_but_does_not_answer_is_replaced() throws Exception {
    open(0);
    run(database.owner(), "CREATE TABLE deaf (text text); INSERT INTO deaf VALUES ('safe')");
    Path pid = var.directory().resolve("postgres/data/postmaster.pid");
    List<String> lines = new ArrayList<>(Files.readAllLines(pid));
    lines.set(3, Ports.anyFree("127.0.0.1") + "");
    Files.write(pid, lines);

    open(0);

    Awaitility.await().until(() -> ProcessHandle.of(Long.parseLong(lines.get(0))).isEmpty());
    assertThat(ask(database.owner(), "SELECT text FROM deaf")).isEqualTo("safe");
  }

  @Test
  void a_process_number_that_now_belongs_to_another_program_does_not_prevent_a_start()
      throws Exception {
    open(0);
    database.close();
    Process other = new ProcessBuilder("sleep", "60").start();
    Path pid = var.directory().resolve("postgres/data/postmaster.pid");
    Files.write(pid, List.of(other.pid() + "", "/elsewhere", "0", "1", "", "", ""));
    try {
      open(0);

      assertThat(ask(database.app(), "SELECT 'up'")).isEqualTo("up");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  @Test
  void half_made_data_of_an_interrupted_first_start_is_thrown_away() throws Exception {
    lock(fresh.resolve("var"));
    Path draft = var.directory().resolve("postgres/data.draft/base");
    Files.createDirectories(draft);
    Files.writeString(draft.resolveSibling("PG_VERSION"), "17\n");

    open(0);

    assertThat(ask(database.app(), "SELECT 'up'")).isEqualTo("up");
    assertThat(draft).doesNotExist();
    assertThat(var.directory().resolve("postgres/data.draft.password")).doesNotExist();
  }

  @Test
  void commits_are_durable_and_waits_are_limited() throws SQLException {
    open(0);

    for (String name :
        List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
      assertThat(ask(database.app(), "SHOW " + name)).as(name).isEqualTo("on");
    }
    assertThat(ask(database.app(), "SHOW idle_in_transaction_session_timeout")).isEqualTo("5s");
    assertThat(ask(database.app(), "SHOW lock_timeout")).isEqualTo("3s");
    assertThat(ask(database.app(), "SHOW statement_timeout")).isEqualTo("8s");
    assertThat(ask(database.owner(), "SHOW statement_timeout")).isEqualTo("0");
    assertThat(ask(database.app(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(database.app(), "SELECT lower('ÄÖ') || upper('é办')")).isEqualTo("äöÉ办");
  }

  @Test
  void a_server_that_does_not_answer_durably_is_refused() throws SQLException {
    lock(fresh.resolve("var"));
    open(0);
    run(database.owner(), "ALTER ROLE bancheng_owner SET synchronous_commit = off");
    database.close();

    assertThatThrownBy(() -> open(0))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("synchronous_commit=off");
  }

  @Test
  void the_app_may_do_only_what_the_owner_granted() throws SQLException {
    open(0);
    run(database.owner(), "CREATE TABLE event (n int); GRANT SELECT, INSERT ON event TO bancheng");

    run(database.app(), "INSERT INTO event VALUES (1)");
    for (String forbidden :
        List.of(
            "CREATE TABLE t (n int)",
            "CREATE TEMPORARY TABLE t (n int)",
            "CREATE SCHEMA s",
            "UPDATE event SET n = 2",
            "DELETE FROM event",
            "SELECT pg_read_file('postmaster.pid')")) {
      assertThatThrownBy(() -> run(database.app(), forbidden))
          .as(forbidden)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void nobody_comes_in_without_the_password() {
    open(0);
    DatabaseAccess stranger = new DatabaseAccess(database.app().url(), "bancheng", "guess");

    assertThatThrownBy(() -> run(stranger, "SELECT 1"))
        .hasMessageContaining("password authentication failed");
    assertThat(database.app().toString()).doesNotContain(database.app().password());
  }

  @Test
  void a_failed_statement_leaves_no_citizen_in_the_log() throws Exception {
    open(0);
    run(database.owner(), "CREATE TABLE person (phone text PRIMARY KEY)");
    run(database.owner(), "INSERT INTO person VALUES ('13812345678')");
    assertThatThrownBy(() -> run(database.owner(), "INSERT INTO person VALUES ('13812345678')"))
        .hasMessageContaining("duplicate key");

    assertThat(Files.readString(var.directory().resolve("postgres/server.log")))
        .contains("duplicate key")
        .doesNotContain("13812345678");
  }

  @Test
  void a_wanted_port_that_is_in_use_is_named() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> open(other.getLocalPort()))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageStartingWith("Port " + other.getLocalPort() + " is in use.");
    }
  }

  @Test
  void a_lost_key_is_reported_and_nothing_keeps_running() {
    open(0);
    database.close();
    SecretFile key = new SecretFile(var.directory().resolve("keys/database.owner.key"));
    key.write("another");

    assertThatThrownBy(() -> open(0))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("Bring that file back from your backup.");
    assertThat(var.directory().resolve("postgres/data/postmaster.pid")).doesNotExist();
    key.write(database.owner().password());
  }

  @Test
  void root_can_step_down_to_the_user_nobody_and_back() throws Exception {
    lock(fresh.resolve("var"));
    assumeThat(RunAs.choose(Platform.current()) == RunAs.NAMESPACE && RunAs.NOBODY.works())
        .isTrue();
    PostgresBinaries binaries = PostgresBinaries.install(programs());
    assertThatThrownBy(() -> EmbeddedDatabase.start(var, 0, binaries, RunAs.NOBODY))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("Open the directories above it (chmod o+x).");

    for (Path above : List.of(fresh, shared)) {
      Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
    }
    database = EmbeddedDatabase.start(var, 0, binaries, RunAs.NOBODY);
    run(database.owner(), "CREATE TABLE kept (text text); INSERT INTO kept VALUES ('mine')");
    database.close();

    database = EmbeddedDatabase.start(var, 0, binaries, RunAs.NAMESPACE);
    assertThat(ask(database.owner(), "SELECT text FROM kept")).isEqualTo("mine");
    database.close();

    database = EmbeddedDatabase.start(var, 0, binaries, RunAs.NOBODY);
    assertThat(ask(database.owner(), "SELECT text FROM kept")).isEqualTo("mine");
  }

  private void open(int port) {
    database = EmbeddedDatabase.start(var, port, programs());
  }

  private static Path programs() {
    return shared.resolve("programs");
  }

  private void killServer() throws Exception {
    Postmaster server = Postmaster.of(var.directory().resolve("postgres/data")).orElseThrow();
    ProcessHandle handle = ProcessHandle.of(server.pid()).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get();
  }

  private static Process fork(Path var) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledHub.class.getName(),
            var.toString(),
            programs().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process hub) throws IOException {
    BufferedReader output = hub.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("committed")) {
      line = output.readLine();
    }
    return line;
  }

  private static void run(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection = connect(access);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection = connect(access);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.url(), access.username(), access.password());
  }
}
