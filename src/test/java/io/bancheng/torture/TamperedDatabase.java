package io.bancheng.torture;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A database every statement and every commit of which is a step with a name. */
final class TamperedDatabase {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Tampering tampering;
  private final Optional<Mutant> mutant;

  TamperedDatabase(Tampering tampering, Optional<Mutant> mutant) {
    this.tampering = tampering;
    this.mutant = mutant;
  }

  DataSource around(DataSource source) {
    return Wrapped.as(
        DataSource.class,
        (method, args) -> {
          var result = Wrapped.through(source, method, args);
          return result instanceof Connection connection ? around(loosened(connection)) : result;
        });
  }

  private Connection loosened(Connection connection) throws SQLException {
    String first = mutant.map(Mutant::session).orElse("");
    if (!first.isEmpty()) {
      try (var setting = connection.createStatement()) {
        setting.execute(first);
      }
    }
    return connection;
  }

  private Connection around(Connection connection) {
    var open = new Session(connection);
    return Wrapped.as(Connection.class, open::answer);
  }

  /** One connection while it is out of the pool, and the last thing it changed. */
  private final class Session {
    private final Connection connection;
    private String changed = "";

    Session(Connection connection) {
      this.connection = connection;
    }

    Object answer(Method method, Object[] args) throws Throwable {
      if (method.getName().equals("commit")) {
        return commit(method, args);
      }
      if (method.getName().equals("prepareStatement")) {
        String sql = (String) args[0];
        args[0] = mutant.map(m -> m.statement(sql)).orElse(sql);
        return around((PreparedStatement) Wrapped.through(connection, method, args), name(sql));
      }
      return Wrapped.through(connection, method, args);
    }

    private Object commit(Method method, Object[] args) throws Throwable {
      String step = "commit of " + changed;
      boolean names = !changed.isEmpty();
      if (names) {
        tampering.before(step);
      }
      var result = Wrapped.through(connection, method, args);
      changed = "";
      if (names) {
        tampering.after(step);
      }
      return result;
    }

    private PreparedStatement around(PreparedStatement statement, String name) {
      return Wrapped.as(
          PreparedStatement.class,
          (method, args) -> {
            boolean runs = method.getName().startsWith("execute") && !name.isEmpty();
            if (!runs) {
              return Wrapped.through(statement, method, args);
            }
            tampering.before(name);
            var result = Wrapped.through(statement, method, args);
            if (connection.getAutoCommit()) {
              tampering.after(name);
            } else {
              changed = name;
            }
            return result;
          });
    }
  }

  /** What a statement changes, in few words; empty if it only looks. */
  static String name(String sql) {
    String plain = BLANKS.matcher(sql.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    if (plain.startsWith("insert into ")) {
      return "insert into " + plain.split(" ")[2];
    }
    if (plain.startsWith("update ")) {
      String set = plain.replaceFirst("^update \\S+ (?:\\w+ )?set ", "");
      return "update " + plain.split(" ")[1] + " set " + set.replaceFirst("\\s*=.*", "");
    }
    return plain.startsWith("delete from ") ? "delete from " + plain.split(" ")[2] : "";
  }
}
