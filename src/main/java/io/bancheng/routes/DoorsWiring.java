package io.bancheng.routes;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What opens the hub to the outside: HTTP and queues, and the whole flow behind them. */
@Configuration(proxyBeanMethods = false)
class DoorsWiring {
  @Bean("platform-http-engine")
  PlatformHttpEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
    return new SameThreadEngine(port);
  }

  /** Messages are taken in a JMS transaction and handed over raw. */
  @Bean
  JmsComponent jms(ConnectionFactory factory) {
    var jms = new JmsComponent();
    jms.setConnectionFactory(factory);
    jms.setTransacted(true);
    jms.setLazyCreateTransactionManager(false);
    jms.setCacheLevelName("CACHE_CONSUMER");
    jms.setMapJmsMessage(false);
    jms.setRecoveryInterval(2000);
    jms.setAcceptMessagesWhileStopping(false);
    return jms;
  }

  @Bean
  CamelContextConfiguration flowAtStart(Flow flow, Edition edition) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext context) {
        try {
          flow.into(context, edition);
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
