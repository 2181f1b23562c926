package io.bancheng.embedded;

import io.bancheng.security.SystemKeys;
import jakarta.jms.ConnectionFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newcomer's broker: an Artemis inside the hub's process. The hub comes to it directly, other
 * systems by AMQP or STOMP with their key, each to its own mailboxes only.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final BrokerSettings settings;
  private final BrokerGuard guard;
  private final Mailroom mailroom;
  private EmbeddedActiveMQ broker;

  /** For systems on this machine only, in clear. */
  public EmbeddedBroker(VarLock var, SystemKeys keys, int port) {
    this(var, keys, BrokerDoor.inside(port));
  }

  /**
   * Makes a broker that keeps its messages in {@code $BANCHENG_VAR/broker}; it runs after {@link
   * #start}.
   */
  public EmbeddedBroker(VarLock var, SystemKeys keys, BrokerDoor door) {
    this.settings = new BrokerSettings(var.directory().resolve("broker"), door);
    this.guard = new BrokerGuard(keys);
    this.mailroom = new Mailroom(guard);
  }

  /**
   * Gives these systems their mailboxes and rights, now or at the start; those connected before
   * keep theirs. Systems that have nothing to do here, as {@code staff.admin}, are passed over.
   *
   * @throws EmbeddedException {@code broker-system-id} before anything is changed
   */
  public synchronized void connect(Collection<String> systemIds) {
    Optional<ActiveMQServer> running = Optional.ofNullable(broker).map(it -> server());
    mailroom.take(systemIds, running);
  }

  /**
   * Reserves addresses for the hub to read, in order and however often it must try: it takes their
   * messages to systems that do not come to the broker. Call it before {@link #start}.
   */
  public synchronized void reserve(Collection<String> addresses) {
    mailroom.reserve(addresses, Optional.ofNullable(broker).map(it -> server()));
  }

  /**
   * Starts with all messages kept from before.
   *
   * @throws EmbeddedException {@code broker-port-taken} or {@code broker-start}
   */
  public synchronized void start() {
    if (broker != null) {
      return;
    }
    if (!Ports.isFree(settings.door().host(), settings.door().port())) {
      throw new EmbeddedException(
          "broker-port-taken",
          "Port "
              + settings.door().port()
              + " on "
              + settings.door().host()
              + " is in use. Stop the program that has it, or set BANCHENG_BROKER_PORT.");
    }
    broker = launch();
  }

  /**
   * The hub's own way in, for connections inside this process. An acknowledged send is on disk;
   * calls give up after 5 s; content of objects is never read.
   */
  public ConnectionFactory connectionFactory() {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(settings.inside());
    factory.setUser(BrokerGuard.HUB);
    factory.setPassword(guard.hubSecret());
    factory.setBlockOnDurableSend(true);
    factory.setCallTimeout(5_000);
    factory.setConnectionTTL(8_000);
    // must be well below the time to live, or idle connections are taken for dead
    factory.setClientFailureCheckPeriod(2_000);
    factory.setConsumerWindowSize(64 * 1024);
    factory.setDeserializationDenyList("*");
    return factory;
  }

  /** Where systems come to it, as AMQP clients write it. */
  public String address() {
    return settings.door().address();
  }

  public int port() {
    return settings.door().port();
  }

  public synchronized boolean isActive() {
    return broker != null
        && broker.getActiveMQServer().isStarted()
        && broker.getActiveMQServer().isActive();
  }

  /**
   * Starts again when the broker stopped by itself, as it does when the disk is full.
   *
   * @return whether it had
   * @throws EmbeddedException {@code broker-start}; worth another try later
   */
  public synchronized boolean restartIfStopped() {
    if (broker == null || broker.getActiveMQServer().getState() != SERVER_STATE.STOPPED) {
      return false;
    }
    LOG.warn("The embedded broker had stopped; starting it again.");
    broker = launch();
    return true;
  }

  /**
   * Ends the connections of systems whose key is no longer valid. New connections and messages of
   * theirs are refused anyway, but an open one would go on receiving.
   *
   * @return how many connections were ended
   */
  public synchronized int disconnectRevoked() {
    if (!isActive()) {
      return 0;
    }
    List<ServerSession> revoked =
        broker.getActiveMQServer().getSessions().stream()
            .filter(it -> it.getUsername() != null && !it.getUsername().equals(BrokerGuard.HUB))
            .filter(it -> !guard.knows(it.getUsername(), it.getPassword()))
            .toList();
    revoked.forEach(this::disconnect);
    return (int) revoked.stream().map(ServerSession::getConnectionID).distinct().count();
  }

  /** Stops; messages stay on disk. */
  @Override
  public synchronized void close() {
    if (broker == null) {
      return;
    }
    try {
      broker.stop();
      broker = null;
    } catch (Exception e) {
      throw new EmbeddedException("broker-stop", "The broker does not stop.", e);
    }
  }

  ActiveMQServer server() {
    return broker.getActiveMQServer();
  }

  private EmbeddedActiveMQ launch() {
    EmbeddedActiveMQ launched = new EmbeddedActiveMQ().setSecurityManager(guard);
    try {
      Configuration configuration = settings.configuration();
      configuration.registerBrokerPlugin(new BrokerLimits(guard));
      mailroom.prepare(configuration);
      start(launched.setConfiguration(configuration));
      return launched;
    } catch (Exception e) {
      abandon(launched, e);
      throw new EmbeddedException(
          "broker-start",
          settings.directory() + ": the broker does not start: " + e.getMessage(),
          e);
    }
  }

  /** Artemis only logs what goes wrong here, and would be left running without its acceptors. */
  private static void start(EmbeddedActiveMQ launched) throws Exception {
    AtomicReference<Exception> failure = new AtomicReference<>();
    launched.createActiveMQServer();
    launched.getActiveMQServer().registerActivationFailureListener(failure::set);
    launched.start();
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** What had been started holds locks that the next attempt needs. */
  private static void abandon(EmbeddedActiveMQ launched, Exception reason) {
    try {
      launched.stop();
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }

  private void disconnect(ServerSession session) {
    LOG.info("Key of {} is no longer valid; connection ended.", session.getUsername());
    broker
        .getActiveMQServer()
        .getRemotingService()
        .removeConnection(session.getRemotingConnection().getID());
    session.getRemotingConnection().fail(new ActiveMQDisconnectedException("Key revoked"));
  }
}
