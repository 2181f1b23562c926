package io.bancheng.routes;

import io.bancheng.config.ActiveConfig;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;

/** The flow without its doors, for whoever turns it by hand. The hub itself never has it. */
public class SteppedWiring {
  @Bean
  SteppedFlow steppedFlow(CamelContext context, ActiveConfig configuration, Clock clock) {
    return new SteppedFlow(context, configuration, clock);
  }

  @Bean
  CamelContextConfiguration flowByHand(SteppedFlow flow, Edition edition) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext context) {
        try {
          flow.load(edition);
        } catch (Exception e) {
          throw new IllegalStateException(
              "The flow in " + edition.routes() + " cannot be loaded", e);
        }
      }

      @Override
      public void afterApplicationStart(CamelContext context) {
        // nothing: the flow is complete before it starts
      }
    };
  }
}
