package io.bancheng.embedded;

import io.bancheng.security.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newcomer's database: a real PostgreSQL that the hub brings, starts and stops itself. Its
 * server outlives a hub that is killed; the next hub takes it over with everything committed.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final int ATTEMPTS = 3;

  private final PostgresServer server;
  private final DatabaseRoles roles;
  private final RememberedPort remembered;
  private int port;
  private boolean closed;

  private EmbeddedDatabase(PostgresServer server, DatabaseRoles roles, RememberedPort remembered) {
    this.server = server;
    this.roles = roles;
    this.remembered = remembered;
  }

  /**
   * Starts the database below {@code $BANCHENG_VAR/postgres}, made when missing, or takes over the
   * server that a killed hub left behind, whatever its port.
   *
   * @param port on 127.0.0.1; 0 for the one used last, or any free one
   * @throws EmbeddedException with the remedy, when it cannot run here
   */
  public static EmbeddedDatabase start(VarLock var, int port) {
    return start(var, port, var.directory().resolve("postgres"));
  }

  /**
   * The same, with PostgreSQL's programs unpacked into a directory that several hubs share.
   *
   * @param programs must be on a disk from which programs may run
   */
  public static EmbeddedDatabase start(VarLock var, int port, Path programs) {
    PostgresBinaries binaries = PostgresBinaries.install(programs);
    return start(var, port, binaries, RunAs.choose(binaries.platform()));
  }

  static EmbeddedDatabase start(VarLock var, int port, PostgresBinaries binaries, RunAs runAs) {
    Path home = var.directory().resolve("postgres");
    Path keys = var.directory().resolve("keys");
    DatabaseRoles roles =
        new DatabaseRoles(
            new SecretFile(keys.resolve("database.owner.key")).readOrCreate(),
            new SecretFile(keys.resolve("database.app.key")).readOrCreate());
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            new PostgresServer(binaries, runAs, home),
            roles,
            new RememberedPort(home.resolve("port")));
    database.open(port);
    return database;
  }

  /**
   * How the hub's role gets into the database that a running hub started below that folder; empty
   * if none was ever started there.
   */
  public static Optional<DatabaseAccess> below(Path var) {
    Path port = var.resolve("postgres/port");
    Path key = var.resolve("keys/database.app.key");
    try {
      return Files.exists(port) && Files.exists(key)
          ? Optional.of(
              new DatabaseRoles("", Files.readString(key).strip())
                  .app(Integer.parseInt(Files.readString(port).strip())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The way into the database below " + var + " is lost", e);
    }
  }

  /** For migrations: may change tables. */
  public DatabaseAccess owner() {
    return roles.owner(port);
  }

  /** For the hub's work: may do only what migrations granted to the role {@code bancheng}. */
  public DatabaseAccess app() {
    return roles.app(port);
  }

  public int port() {
    return port;
  }

  /**
   * Starts the server again, on the same port, if its process has died.
   *
   * @return whether it had
   * @throws EmbeddedException when it does not come up; worth another try later
   */
  public synchronized boolean restartIfStopped() {
    if (closed || server.postmaster().filter(Postmaster::isAlive).isPresent()) {
      return false;
    }
    LOG.warn("The embedded database had stopped; starting it again on port {}.", port);
    server.start(port);
    return true;
  }

  /** Ends all sessions and stops the server. */
  @Override
  public synchronized void close() {
    closed = true;
    if (server.postmaster().filter(Postmaster::isAlive).isPresent()) {
      server.stop();
    }
  }

  private synchronized void open(int wanted) {
    Optional<Postmaster> left = server.postmaster().filter(Postmaster::isAlive);
    if (left.isPresent() && new ServerProbe(roles, server.data()).isOurs(left.get().port())) {
      port = left.get().port();
      LOG.info("Took over the embedded database on port {}.", port);
    } else {
      left.ifPresent(it -> server.abort());
      port = launch(wanted);
    }
    try {
      roles.ensure(port);
      remembered.remember(port);
    } catch (EmbeddedException e) {
      close();
      throw e;
    }
  }

  private int launch(int wanted) {
    if (!server.exists()) {
      server.create(roles.owner(0).password());
    }
    for (int attempt = 1; ; attempt++) {
      int candidate = remembered.choose(wanted);
      try {
        server.start(candidate);
        return candidate;
      } catch (EmbeddedException e) {
        // sessions of a killed server need a moment to go, and a free port may be snatched away
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.warn("The embedded database does not start yet: {}", e.getMessage());
      }
    }
  }
}
