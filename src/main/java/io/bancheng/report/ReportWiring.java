package io.bancheng.report;

import io.bancheng.canonical.StaffDirectory;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.EventFeed;
import java.time.Clock;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The report's part of the wiring: facts, indicators, export. */
@Configuration(proxyBeanMethods = false)
class ReportWiring {
  @Bean
  FactKeeper factKeeper(
      EventFeed feed,
      CaseReader cases,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      ActiveConfig config) {
    return new FactKeeper(
        feed, cases, new FactTables(jdbc), new FactKeeper.Workplace(transaction, config));
  }

  @Bean
  IndicatorDesk indicatorDesk(JdbcClient jdbc, ActiveConfig config, Clock clock) {
    return new IndicatorDesk(jdbc, config, clock);
  }

  @Bean
  DrillDown drillDown(JdbcClient jdbc, Clock clock) {
    return new DrillDown(jdbc, clock);
  }

  @Bean
  Surroundings reportSurroundings(ActiveConfig config, Clock clock, StaffDirectory staff) {
    return new Surroundings(config, clock, staff);
  }

  @Bean
  Exports exports() {
    return new Exports();
  }

  @Bean
  Names reportNames(MessageSource words, ActiveConfig config) {
    return new Names(words, config);
  }
}
