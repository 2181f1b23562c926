package io.bancheng;

import com.zaxxer.hikari.HikariDataSource;
import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.embedded.VarLock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The embedded PostgreSQL where no other is named; with {@code spring.datasource.url} Spring Boot
 * connects to that one instead.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {
  @Bean
  VarLock varLock(HubSettings settings) {
    return VarLock.acquire(settings.var());
  }

  /** Only without a database of the installation's own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
  static class Embedded {
    @Bean
    EmbeddedDatabase embeddedDatabase(VarLock lock, HubSettings settings) {
      return EmbeddedDatabase.start(lock, settings.database().port());
    }

    @Bean
    @Primary
    DataSource dataSource(
        EmbeddedDatabase database,
        @Value("${spring.datasource.hikari.maximum-pool-size:30}") int poolSize) {
      var pool =
          DataSourceBuilder.create()
              .type(HikariDataSource.class)
              .url(database.app().url())
              .username(database.app().username())
              .password(database.app().password())
              .build();
      pool.setMaximumPoolSize(poolSize);
      pool.setConnectionTimeout(2000);
      pool.setPoolName("ledger");
      pool.addDataSourceProperty("reWriteBatchedInserts", "true");
      pool.addDataSourceProperty("socketTimeout", "10");
      pool.addDataSourceProperty("ApplicationName", "bancheng");
      return pool;
    }

    /** Migrations run as the owner; the hub itself may not change tables. */
    @Bean
    @FlywayDataSource
    DataSource migrations(EmbeddedDatabase database) {
      DatabaseAccess owner = database.owner();
      return DataSourceBuilder.create()
          .type(org.postgresql.ds.PGSimpleDataSource.class)
          .url(owner.url())
          .username(owner.username())
          .password(owner.password())
          .build();
    }
  }
}
