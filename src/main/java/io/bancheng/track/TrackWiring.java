package io.bancheng.track;

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
  TrackDesk trackDesk(CaseReader cases, Ledger ledger, ActiveConfig config, Clock clock) {
    return new TrackDesk(cases, ledger::queryCode, config, clock);
  }
}
