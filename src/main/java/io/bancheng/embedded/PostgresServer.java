package io.bancheng.embedded;

import io.bancheng.security.PrivateDirectory;
import io.bancheng.security.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** One data directory and the programs that make, start and stop its server. */
final class PostgresServer {
  static final String OWNER = "bancheng_owner";

  private static final String ZONE = "Asia/Shanghai";
  private static final long PATIENCE_SECONDS = 120;
  private static final int LAST_LINES = 5;

  /**
   * On the command line, so that nothing in the data directory can weaken them. The log never shows
   * a statement or a row: both may carry a citizen's data. Rows are counted soon, for plans that
   * were made for empty tables are kept until then.
   */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "idle_in_transaction_session_timeout=5s",
          "autovacuum_naptime=15s",
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private final PostgresBinaries binaries;
  private final RunAs runAs;
  private final Path home;
  private final Path data;

  PostgresServer(PostgresBinaries binaries, RunAs runAs, Path home) {
    this.binaries = binaries;
    this.runAs = runAs;
    this.home = PrivateDirectory.ensure(home);
    this.data = home.resolve("data");
    try {
      runAs.own(home);
    } catch (IOException e) {
      throw unwritable(e);
    }
    runAs.mustReach(home);
    runAs.mustReach(binaries.home());
  }

  Path data() {
    return data;
  }

  boolean exists() {
    return Files.exists(data);
  }

  Optional<Postmaster> postmaster() {
    return Postmaster.of(data);
  }

  /** Makes an empty database system: whole or not at all. */
  void create(String ownerPassword) {
    Path draft = home.resolve("data.draft");
    SecretFile password = new SecretFile(home.resolve("data.draft.password"));
    try {
      FileSystemUtils.deleteRecursively(draft);
      password.write(ownerPassword);
      initialize(draft, password.path());
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
      PrivateDirectory.sync(home);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      password.path().toFile().delete();
    }
  }

  private void initialize(Path draft, Path password) {
    run(
        List.of(
            "initdb",
            "--pgdata=" + draft,
            "--username=" + OWNER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--set=timezone=" + ZONE,
            "--set=log_timezone=" + ZONE,
            "--no-sync"));
    run(List.of("initdb", "--pgdata=" + draft, "--sync-only"));
  }

  /** Starts the server, which then lives on when this process is killed. */
  void start(int port) {
    postmaster().ifPresent(Postmaster::forget);
    String settings = "-p " + port + " -c " + String.join(" -c ", SETTINGS);
    run(
        List.of(
            "pg_ctl",
            "start",
            "--pgdata=" + data,
            "--log=" + home.resolve("server.log"),
            "--options=" + settings,
            "--wait",
            "--silent"));
  }

  /** Ends all sessions, saves everything and stops. */
  void stop() {
    run(List.of("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--silent"));
  }

  /** Stops without saving, as a power cut would; the next start recovers. */
  void abort() {
    run(
        List.of(
            "pg_ctl",
            "stop",
            "--pgdata=" + data,
            "--mode=immediate",
            "--timeout=10",
            "--wait",
            "--silent"));
  }

  private void run(List<String> words) {
    String task = words.get(0) + " " + words.get(1);
    Path program = binaries.program(words.get(0));
    Path output = home.resolve(words.get(0) + ".log");
    try {
      if (!succeeds(program, words.subList(1, words.size()), output)) {
        throw new EmbeddedException(
            "database-program", task + " failed: " + end(output) + end(home.resolve("server.log")));
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "database-program",
          program + ": cannot be run. Set SPRING_DATASOURCE_URL to a PostgreSQL of yours.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("database-program", task + " was interrupted.", e);
    }
  }

  private boolean succeeds(Path program, List<String> words, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(runAs.command(command));
    // into a file: a server that inherited a pipe would keep it open for ever
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(it -> it.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      return process.exitValue() == 0;
    }
    process.destroy();
    return false;
  }

  private static String end(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
        + "\n";
  }

  private EmbeddedException unwritable(IOException cause) {
    return new EmbeddedException(
        "database-unwritable", home + ": cannot be written. Give it to the hub's user.", cause);
  }
}
