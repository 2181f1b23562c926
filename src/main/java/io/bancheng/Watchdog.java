package io.bancheng;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.embedded.EmbeddedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after the embedded broker and database: starts again what died inside or beside a living
 * hub, and shuts out systems whose key was revoked.
 */
@Component("broker")
@EnableScheduling
class Watchdog implements HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final ObjectProvider<EmbeddedBroker> broker;
  private final ObjectProvider<EmbeddedDatabase> database;

  Watchdog(ObjectProvider<EmbeddedBroker> broker, ObjectProvider<EmbeddedDatabase> database) {
    this.broker = broker;
    this.database = database;
  }

  @Scheduled(fixedDelay = 2000, initialDelay = 2000)
  void look() {
    try {
      database.ifAvailable(
          d -> {
            if (d.restartIfStopped()) {
              LOG.warn("the embedded database had stopped and was started again");
            }
          });
      broker.ifAvailable(
          b -> {
            if (b.restartIfStopped()) {
              LOG.warn("the embedded broker had stopped and was started again");
            }
            b.disconnectRevoked();
          });
    } catch (EmbeddedException e) {
      LOG.error("{} The hub tries again in two seconds.", e.getMessage());
    }
  }

  /** An external broker is watched by its own administrators. */
  @Override
  public Health health() {
    var embedded = broker.getIfAvailable();
    return embedded == null || embedded.isActive() ? Health.up().build() : Health.down().build();
  }
}
