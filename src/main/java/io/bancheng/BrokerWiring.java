package io.bancheng;

import io.bancheng.config.HubConfig;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.embedded.VarLock;
import io.bancheng.ledger.BrokerEpochs;
import io.bancheng.ledger.EventFeed;
import io.bancheng.ledger.Outbox;
import io.bancheng.mappings.CloudEvents;
import io.bancheng.relay.BrokerLink;
import io.bancheng.relay.BrokerQueues;
import io.bancheng.relay.EventRelay;
import io.bancheng.relay.Relay;
import io.bancheng.security.SystemKeys;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The embedded Artemis, or the installation's own with {@code spring.artemis.mode=native}, and what
 * carries the ledger's letters there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArtemisProperties.class)
class BrokerWiring {
  @Bean
  @ConditionalOnProperty(name = "spring.artemis.mode", havingValue = "native")
  ConnectionFactory externalBroker(ArtemisProperties artemis) {
    var factory = new ActiveMQConnectionFactory(artemis.getBrokerUrl());
    factory.setUser(artemis.getUser());
    factory.setPassword(artemis.getPassword());
    factory.setBlockOnDurableSend(true);
    factory.setCallTimeout(5000);
    factory.setConnectionTTL(8000);
    factory.setClientFailureCheckPeriod(2000);
    factory.setDeserializationDenyList("*");
    return factory;
  }

  @Bean
  BrokerEpochs brokerEpochs(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new BrokerEpochs(jdbc, transaction);
  }

  @Bean
  Relay relay(
      Outbox outbox, ConnectionFactory factory, BrokerEpochs epochs, Clock clock, HeldLines held) {
    return new Relay(outbox, new BrokerLink(factory, epochs), clock, held::addresses);
  }

  @Bean
  BrokerQueues brokerQueues(ConnectionFactory factory) {
    return new BrokerQueues(factory);
  }

  @Bean
  EventRelay eventRelay(EventFeed feed, ConnectionFactory factory) {
    return new EventRelay(feed, factory, CloudEvents::write);
  }

  /** Only without a broker of the installation's own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(
      name = "spring.artemis.mode",
      havingValue = "embedded",
      matchIfMissing = true)
  static class Embedded {
    @Bean
    EmbeddedBroker embeddedBroker(
        VarLock lock, SystemKeys keys, NewKeys ensured, HubSettings settings, HubConfig config) {
      var broker = new EmbeddedBroker(lock, keys, settings.broker().door());
      broker.reserve(config.carried());
      broker.connect(config.systemIds());
      broker.start();
      return broker;
    }

    @Bean
    ConnectionFactory connectionFactory(EmbeddedBroker broker) {
      return broker.connectionFactory();
    }
  }
}
