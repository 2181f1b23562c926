package io.bancheng.track;

import io.bancheng.canonical.CaseDesk;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Ledger;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Public tracking's part of the wiring. */
@Configuration(proxyBeanMethods = false)
class TrackWiring {
  @Bean
  TrackDesk trackDesk(
      CaseReader cases, Ledger ledger, CaseDesk decisions, ActiveConfig config, Clock clock) {
    var sources = new TrackDesk.Sources(cases, ledger::queryCode, decisions);
    return new TrackDesk(sources, config, clock);
  }
}
