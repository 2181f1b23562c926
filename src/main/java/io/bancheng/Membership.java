package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.Durability;
import io.bancheng.ledger.Nodes;
import io.bancheng.ledger.TimeGuard;
import io.bancheng.security.HubSecret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * This node among those that serve the same ledger (节点). It says every five seconds that it is
 * there, and is not ready while it decides by other files than the ledger names, or while its clock
 * is far from the ledger's.
 */
@Component
class Membership implements HealthIndicator, InitializingBean, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final UUID id = UUID.randomUUID();
  private final String name;
  private final ActiveConfig configuration;
  private final Parts parts;
  private volatile long agreedAt = System.nanoTime();

  /** What it tells and asks. */
  @Component
  record Parts(
      Nodes nodes,
      ConfigVersions versions,
      Alerts alerts,
      HubSecret secret,
      Durability durability,
      TimeGuard guard,
      Clock clock) {}

  Membership(HubSettings settings, ActiveConfig configuration, Parts parts) {
    this.name = Optional.ofNullable(settings.node()).orElseGet(Membership::machine);
    this.configuration = configuration;
    this.parts = parts;
  }

  /**
   * A node with a secret of its own would give out query codes that no other node knows; one on a
   * database that forgets would promise what it cannot keep.
   *
   * @throws IllegalStateException if it is such a node
   */
  @Override
  public void afterPropertiesSet() {
    parts.durability().check();
    if (!parts.nodes().knows(parts.secret().hmac("node", "fingerprint"))) {
      throw new IllegalStateException(
          "keys/hub.secret is not the one that the ledger's cases were made with. All nodes use"
              + " one folder of keys: set BANCHENG_SHARED to it, or restore the file. If it is"
              + " lost for good, docs/operate.md says what goes with it.");
    }
  }

  @Scheduled(fixedDelay = 5000)
  void look() {
    try {
      String own = configuration.current().version();
      parts.nodes().beat(id, name, software(), own);
      if (parts.versions().head().map(c -> c.version().equals(own)).orElse(true)) {
        agreedAt = System.nanoTime();
      }
      watch();
    } catch (DataAccessException e) {
      LOG.debug("the ledger is away, nobody is told that this node is there: {}", e.toString());
    }
  }

  /** One node that is away is everybody's business, unless it is back under its name. */
  private void watch() {
    var all = parts.nodes().list();
    var now = parts.clock().instant();
    Predicate<Nodes.Node> back =
        gone -> all.stream().anyMatch(n -> !n.away() && n.name().equals(gone.name()));
    all.stream()
        .filter(Nodes.Node::away)
        .filter(back.negate())
        .forEach(n -> parts.alerts().once("NODE_AWAY", n.name() + " " + n.startedAt(), now));
    if (!agrees()) {
      parts.alerts().once("NODE_DIFFERS", name + " " + configuration.current().version(), now);
    }
  }

  private boolean agrees() {
    return System.nanoTime() - agreedAt < PATIENCE;
  }

  @Override
  public Health health() {
    return agrees() && parts.guard().inTime() ? Health.up().build() : Health.down().build();
  }

  @Override
  public void destroy() {
    try {
      parts.nodes().leave(id);
    } catch (DataAccessException e) {
      LOG.debug("the ledger is away, nobody is told that this node ends: {}", e.toString());
    }
  }

  private static String software() {
    return Optional.ofNullable(HubApplication.class.getPackage().getImplementationVersion())
        .orElse("dev");
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
