package io.bancheng.open311;

import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.SystemKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Open311's part of the wiring. */
@Configuration(proxyBeanMethods = false)
class Open311Wiring {
  @Bean
  Services open311Services(ActiveConfig config) {
    return new Services(config);
  }

  @Bean
  Requests open311Requests(CaseReader cases, ActiveConfig config, Services services) {
    return new Requests(cases, config, services);
  }

  @Bean
  GeoReportController.Door open311Door(SystemKeys keys, Clock clock) {
    return new GeoReportController.Door(keys, clock);
  }
}
