package io.bancheng;

import io.bancheng.canonical.Seal;
import io.bancheng.ledger.CaseCursor;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.CaseSearch;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.ShadowRuns;
import io.bancheng.ledger.Supervisions;
import io.bancheng.ledger.Suspicions;
import io.bancheng.ledger.TaskLists;
import io.bancheng.ledger.Tasks;
import io.bancheng.ledger.TextSearch;
import io.bancheng.security.HubSecret;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What people look for in the ledger. */
@Configuration(proxyBeanMethods = false)
class ReadingWiring {
  @Bean
  ShadowRuns shadowRuns(JdbcTemplate jdbc) {
    return new ShadowRuns(jdbc);
  }

  @Bean
  PastCases pastCases(DataSource source, Seal seal) {
    return new PastCases(source, seal);
  }

  @Bean
  Supervisions supervisions(JdbcTemplate jdbc) {
    return new Supervisions(jdbc);
  }

  @Bean
  Suspicions suspicions(JdbcClient jdbc) {
    return new Suspicions(jdbc);
  }

  @Bean
  Tasks tasks(JdbcClient jdbc) {
    return new Tasks(jdbc);
  }

  @Bean
  TaskLists taskLists(JdbcClient jdbc, Seal seal) {
    return new TaskLists(jdbc, seal);
  }

  @Bean
  CaseReader caseReader(JdbcClient jdbc, Seal seal) {
    return new CaseReader(jdbc, seal);
  }

  @Bean
  CaseSearch caseSearch(JdbcClient jdbc, HubSecret secret, Seal seal) {
    return new CaseSearch(jdbc, key -> secret.hmac("reporter", key), seal);
  }

  @Bean
  TextSearch textSearch(JdbcClient jdbc, CaseReader reader, Seal seal) {
    return new TextSearch(jdbc, reader, seal);
  }

  @Bean
  CaseCursor caseCursor(JdbcTemplate jdbc, PlatformTransactionManager manager, Seal seal) {
    return new CaseCursor(jdbc, manager, seal);
  }
}
