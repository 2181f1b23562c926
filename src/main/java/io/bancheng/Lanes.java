package io.bancheng;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The connections to the ledger, a pool for each {@link Lane}. */
final class Lanes extends AbstractDataSource implements AutoCloseable {
  private static final int FIRST = 1;
  private static final String ALONE = "set max_parallel_workers_per_gather = 0";

  private final Map<Lane, HikariDataSource> pools = new EnumMap<>(Lane.class);

  /**
   * As many connections to the same place in all.
   *
   * @param whole not used before; becomes the pool for intake
   */
  Lanes(HikariDataSource whole) {
    int all = whole.getMaximumPoolSize();
    for (Lane lane : Lane.values()) {
      pools.put(lane, lane == Lane.INTAKE ? whole : like(whole));
    }
    pools.forEach(
        (lane, pool) -> {
          pool.setPoolName("ledger-" + lane.name().toLowerCase(Locale.ROOT));
          if (lane != Lane.CONSOLE) {
            alone(pool);
          }
          pool.setMaximumPoolSize(lane.of(all));
          pool.setMinimumIdle(lane == Lane.INTAKE || lane == Lane.WORK ? lane.of(all) : FIRST);
        });
  }

  /**
   * Its statements are short ones by an index. Where the planner may split work among processes, it
   * takes reading all of a large table side by side for cheaper than a partial index of a few rows.
   */
  private static void alone(HikariDataSource pool) {
    String own = pool.getConnectionInitSql();
    pool.setConnectionInitSql(own == null ? ALONE : own + "; " + ALONE);
  }

  private static HikariDataSource like(HikariDataSource whole) {
    var pool = new HikariDataSource();
    whole.copyStateTo(pool);
    whole.getDataSourceProperties().forEach((k, v) -> pool.addDataSourceProperty("" + k, v));
    return pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pools.get(Lane.current()).getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("The hub is one role.");
  }

  Collection<HikariDataSource> pools() {
    return pools.values();
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
