package io.bancheng.routes;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/**
 * A Camel context in which a flow can be built and looked at, and nothing runs. It has the live
 * one's beans but components of its own: those of the live one must not be stopped with it.
 */
final class Scratch {
  private Scratch() {}

  static DefaultCamelContext beside(CamelContext live) {
    var scratch = new DefaultCamelContext(new DefaultRegistry(new Beans(live.getRegistry())));
    scratch.setAutoStartup(false);
    var jms = new JmsComponent();
    jms.setConnectionFactory(live.getRegistry().findSingleByType(ConnectionFactory.class));
    scratch.addComponent("jms", jms);
    return scratch;
  }

  /** The live context's beans without its components. */
  private record Beans(Registry live) implements BeanRepository {
    @Override
    public Object lookupByName(String name) {
      Object bean = live.lookupByName(name);
      return bean instanceof Component ? null : bean;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
      T bean = live.lookupByNameAndType(name, type);
      return bean instanceof Component ? null : bean;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
      return live.findByTypeWithName(type);
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
      return live.findByType(type);
    }
  }
}
