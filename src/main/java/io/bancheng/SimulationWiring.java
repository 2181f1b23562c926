package io.bancheng;

import com.zaxxer.hikari.HikariDataSource;
import io.bancheng.config.HubConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Handover;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.Quarantine;
import io.bancheng.ledger.Supervisions;
import io.bancheng.ledger.TaskLists;
import io.bancheng.ledger.TimeGuard;
import io.bancheng.routes.RoutesWiring;
import io.bancheng.routes.SteppedFlow;
import io.bancheng.routes.SteppedWiring;
import io.bancheng.security.StaffPolicy;
import io.bancheng.simulate.SimulatedClock;
import io.bancheng.simulate.Stage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The hub of a simulated year: its steps, ledger and flow as they are, its clock turned by the
 * year, no door open. Not a configuration of the hub itself, which must never find it.
 */
@EnableAutoConfiguration(
    exclude = {
      ArtemisAutoConfiguration.class,
      JmsAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@EnableConfigurationProperties({HubSettings.class, StaffPolicy.class})
@Import({
  Wiring.class,
  LedgerWiring.class,
  EvidenceWiring.class,
  InboxWiring.class,
  ReadingWiring.class,
  StepsWiring.class,
  DatabaseWiring.class,
  RoutesWiring.class,
  SteppedWiring.class
})
class SimulationWiring {
  /** In place of the hub's clock. */
  @Bean
  SimulatedClock clock(HubConfig config) {
    return new SimulatedClock(Instant.EPOCH, config.calendar().week().zone());
  }

  /** The ledger's time is the year's; that it goes on fast is no jump. */
  @Bean
  TimeGuard.Dials dials(SimulatedClock clock) {
    return new TimeGuard.Dials(
        clock::instant, clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /** A ledger that is thrown away need not survive the power going off. */
  @Bean
  static BeanPostProcessor hasty() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
          pool.setConnectionInitSql("set synchronous_commit = off");
        }
        return bean;
      }
    };
  }

  @Bean
  Stage.Books books(
      Outbox outbox,
      Handover handover,
      Inbox inbox,
      Quarantine quarantine,
      DueClocks clocks,
      TaskLists tasks,
      Supervisions supervisions,
      CaseReader reader) {
    return new Stage.Books(
        outbox, handover, inbox, quarantine, clocks, tasks, supervisions, reader);
  }

  @Bean
  Stage stage(SteppedFlow flow, HubConfig config, SimulatedClock clock, Stage.Books books) {
    return new Stage(flow, config, clock, books);
  }
}
