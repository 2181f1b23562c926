package io.bancheng.window;

import io.bancheng.canonical.IntakeDesk;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.HubSecret;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The public form's part of the wiring. */
@Configuration(proxyBeanMethods = false)
class WindowWiring {
  @Bean
  FormDesk formDesk(IntakeDesk intake, ActiveConfig config, HubSecret secret, Clock clock) {
    return new FormDesk(intake, config, new FormTokens(secret, clock), clock);
  }
}
