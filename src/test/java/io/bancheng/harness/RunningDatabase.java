package io.bancheng.harness;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.embedded.VarLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real PostgreSQL, used by hubs as a database of the installation's own; it can be killed and
 * comes back on its data.
 */
public final class RunningDatabase implements AutoCloseable {
  private final VarLock lock;
  private final EmbeddedDatabase server;
  private final Path home;

  public RunningDatabase(Path home) {
    this.home = home;
    this.lock = VarLock.acquire(home);
    this.server = EmbeddedDatabase.start(lock, 0);
  }

  /** Makes an empty database that belongs to the hub's role. */
  public DatabaseAccess create(String name) throws SQLException {
    try (var connection = connect(server.owner());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " owner " + server.app().username());
    }
    return access(name);
  }

  /** How a hub gets into a database that was made before. */
  public DatabaseAccess access(String name) {
    var app = server.app();
    return new DatabaseAccess(url(name), app.username(), app.password());
  }

  /** What makes a hub use that database. */
  public static Map<String, String> environment(DatabaseAccess database) {
    return Map.of(
        "SPRING_DATASOURCE_URL", database.url(),
        "SPRING_DATASOURCE_USERNAME", database.username(),
        "SPRING_DATASOURCE_PASSWORD", database.password());
  }

  public Path home() {
    return home;
  }

  /** A session of the superuser. */
  public Connection ask() throws SQLException {
    return connect(server.owner());
  }

  /** A session of the superuser in that database. */
  public Connection ask(String name) throws SQLException {
    var owner = server.owner();
    return connect(new DatabaseAccess(url(name), owner.username(), owner.password()));
  }

  public int port() {
    return server.port();
  }

  public static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.url(), access.username(), access.password());
  }

  /** The server's process and all it has started. */
  public List<ProcessHandle> processes() {
    return processes(home);
  }

  /** The same of one that a hub started below that folder. */
  public static List<ProcessHandle> processes(Path home) {
    return postmaster(home).stream()
        .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
        .toList();
  }

  /** kill -9 of the server and all its children at once. */
  public void kill() {
    var all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Starts the server again on the same port. */
  public void revive() {
    server.restartIfStopped();
  }

  private static Optional<ProcessHandle> postmaster(Path home) {
    try (var lines = Files.lines(home.resolve("postgres/data/postmaster.pid"))) {
      return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name;
  }

  @Override
  public void close() {
    server.close();
    lock.close();
  }
}
