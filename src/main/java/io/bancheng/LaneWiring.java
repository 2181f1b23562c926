package io.bancheng;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

/** The one pool of connections, whoever made it, becomes one for each {@link Lane}. */
@Configuration(proxyBeanMethods = false)
class LaneWiring {
  /** Of its own type: Spring asks the type, and not the object, whether it goes first. */
  @Bean
  static Division lanes(DefaultListableBeanFactory beans) {
    return new Division(beans);
  }

  /** Before anybody else stands between the ledger and its database. */
  record Division(DefaultListableBeanFactory beans) implements BeanPostProcessor, PriorityOrdered {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof HikariDataSource pool && name.equals("dataSource")) {
        var lanes = new Lanes(pool);
        beans.registerDisposableBean("ledgerLanes", lanes::close);
        return lanes;
      }
      return bean;
    }

    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE;
    }
  }

  /** {@code hikaricp_connections} of each. */
  @Bean
  MeterBinder connections(DataSource ledger) {
    return meters -> {
      if (ledger instanceof Lanes lanes) {
        for (HikariDataSource pool : lanes.pools()) {
          if (pool.getMetricsTrackerFactory() == null) {
            pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
          }
        }
      }
    };
  }
}
