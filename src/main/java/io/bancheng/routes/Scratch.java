package io.bancheng.routes;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** Makes a Camel context in which a flow can be built and looked at, and nothing runs. */
final class Scratch {
  private Scratch() {}

  /**
   * Components that are beans belong to the live context; the scratch has its own, so that
   * parameters are checked and nothing is connected.
   */
  static void prepare(DefaultCamelContext scratch, CamelContext live) {
    scratch.setAutoStartup(false);
    scratch.getGlobalOptions().putAll(live.getGlobalOptions());
    var factory = live.getRegistry().findSingleByType(ConnectionFactory.class);
    scratch.addComponent("jms", new JmsComponent());
    scratch.getComponent("jms", JmsComponent.class).setConnectionFactory(factory);
  }
}
