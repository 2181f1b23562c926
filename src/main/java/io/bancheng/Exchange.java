package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Flow;
import io.bancheng.routes.Reader;
import io.bancheng.routes.Turnstile;
import io.bancheng.security.SystemKeys;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Exchanges the edition in force for another: keys, broker, mappings, configuration and flow. */
@Component
class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Parts parts;
  private final ActiveConfig active;
  private Edition inForce;

  /** What an edition is put into. */
  @Component
  record Parts(
      CamelContext context,
      Flow flow,
      Reader reader,
      SystemKeys keys,
      ObjectProvider<EmbeddedBroker> broker) {}

  Exchange(Parts parts, ActiveConfig active, Edition atStart) {
    this.parts = parts;
    this.active = active;
    this.inForce = atStart;
  }

  /** Whether the flow has started; before that nothing can be exchanged. */
  boolean ready() {
    return parts.context().isStarted();
  }

  /** The version in force on this node. */
  String version() {
    return inForce.config().version();
  }

  /**
   * Builds the flow of an edition beside the running one.
   *
   * @throws Exception if it cannot be built
   */
  void check(Edition next) throws Exception {
    parts.flow().check(parts.context(), inForce, next);
  }

  /**
   * Exchanges; on failure everything is as before.
   *
   * @throws Turnstile.Busy if callers were too slow to wait for
   */
  void swap(Edition next) throws Exception {
    var config = next.config();
    parts.keys().ensure(config.systemIds());
    parts.broker().ifAvailable(broker -> connect(broker, config));
    parts.reader().use(next);
    exchange(next);
    LOG.info("configuration {} is in force", config.version().substring(0, 12));
  }

  /**
   * The configuration goes first, for the entrances that open with it; on failure it comes back.
   */
  private void exchange(Edition next) throws Exception {
    var before = inForce;
    active.activate(next.config());
    try {
      parts.flow().swap(parts.context(), before, next);
      inForce = next;
    } catch (Exception e) {
      active.activate(before.config());
      if (!(e instanceof Turnstile.Busy)) {
        restore(next, before);
      }
      throw e;
    }
  }

  /** What was checked beforehand hardly ever fails; if it does, the flow is put back. */
  private void restore(Edition half, Edition before) {
    try {
      parts.flow().swap(parts.context(), half, before);
    } catch (Exception e) {
      LOG.error("The flow could neither be exchanged nor put back. Restart the hub.", e);
    }
  }

  private static void connect(EmbeddedBroker broker, HubConfig config) {
    broker.reserve(config.carried());
    broker.connect(config.systemIds());
  }
}
