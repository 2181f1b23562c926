package io.bancheng.embedded;

import io.bancheng.security.PrivateDirectory;
import io.bancheng.security.SecretFile;
import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.ConfigurationUtils;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.ResourceLimitSettings;

/** How the newcomer's broker is set up: nothing acknowledged is lost, nothing blocks for ever. */
record BrokerSettings(Path directory, BrokerDoor door) {
  static final String EVENTS = "hub.events";
  static final String DEAD_LETTER = "hub.dead-letter";
  static final String EXPIRY = "hub.expiry";

  private static final int MIB = 1024 * 1024;
  private static final int MAX_DISK_PERCENT = 95;
  private static final int ID_CACHE = 20_000;
  private static final int MAX_ATTEMPTS = 10;
  private static final int FOR_EVER = -1;

  /** The connection inside this process; the port tells several brokers of one process apart. */
  String inside() {
    return "vm://" + door.port();
  }

  private TransportConfiguration outside() throws Exception {
    String address =
        "tcp://%s:%d?protocols=AMQP,STOMP;saslMechanisms=PLAIN;useEpoll=false;useKQueue=false"
                .formatted(door.host(), door.port())
            + ";connectionsAllowed=1000";
    var acceptor = ConfigurationUtils.parseAcceptorURI("systems", address).get(0);
    door.tls().ifPresent(tls -> acceptor.getParams().putAll(tls.settings()));
    return acceptor;
  }

  Configuration configuration() throws Exception {
    Configuration it = new ConfigurationImpl();
    it.setName("bancheng");
    it.addAcceptorConfiguration("hub", inside());
    it.addAcceptorConfiguration(outside());
    it.setJMXManagementEnabled(false);
    WildcardConfiguration plainNames = new WildcardConfiguration();
    plainNames.setRoutingEnabled(false);
    it.setWildCardConfiguration(plainNames);
    keepEverything(it);
    guard(it);
    handleTrouble(it);
    it.addQueueConfiguration(queue(DEAD_LETTER));
    it.addQueueConfiguration(queue(EXPIRY));
    it.addAddressConfiguration(
        new CoreAddressConfiguration().setName(EVENTS).addRoutingType(RoutingType.MULTICAST));
    return it;
  }

  static QueueConfiguration queue(String address) {
    return QueueConfiguration.of(address)
        .setRoutingType(RoutingType.ANYCAST)
        .setDurable(true)
        .setAutoDelete(false);
  }

  /** A system that goes mad shall not use up the broker's sessions or subscriptions. */
  static ResourceLimitSettings limits(String systemId) {
    ResourceLimitSettings limits = new ResourceLimitSettings();
    limits.setMatch(SimpleString.of(systemId));
    limits.setMaxSessions(100);
    limits.setMaxQueues(10);
    return limits;
  }

  static Role hub() {
    return new Role(
        BrokerGuard.HUB, true, true, true, true, true, true, true, true, true, true, true, true);
  }

  /** May subscribe, durably or not, and take a subscription that lasts no longer than it back. */
  private static Role listener() {
    Role listener = new Role();
    listener.setName(BrokerGuard.EVENTS);
    listener.setConsume(true);
    listener.setCreateDurableQueue(true);
    listener.setCreateNonDurableQueue(true);
    listener.setDeleteNonDurableQueue(true);
    return listener;
  }

  private void keepEverything(Configuration it) {
    PrivateDirectory.ensure(directory);
    Path journal = PrivateDirectory.ensure(directory.resolve("journal"));
    it.setPersistenceEnabled(true);
    it.setBindingsDirectory(directory.resolve("bindings").toString());
    it.setJournalDirectory(journal.toString());
    it.setPagingDirectory(directory.resolve("paging").toString());
    it.setLargeMessagesDirectory(directory.resolve("large-messages").toString());
    it.setJournalType(
        AIOSequentialFileFactory.isSupported(journal.toFile())
            ? JournalType.ASYNCIO
            : JournalType.NIO);
    it.setJournalDatasync(true);
    // half a millisecond instead of three: a single send waits that long for company
    it.setJournalBufferTimeout_NIO(500_000);
    it.setJournalSyncTransactional(true);
    it.setJournalSyncNonTransactional(true);
    it.setJournalLockAcquisitionTimeout(10_000);
    it.setIDCacheSize(ID_CACHE);
    it.setPersistIDCache(true);
  }

  private static void guard(Configuration it) {
    it.setSecurityEnabled(true);
    // a revoked key must not live on in a cache; checking one costs a microsecond
    it.setAuthenticationCacheSize(0);
    it.setAuthorizationCacheSize(0);
    it.setClusterUser("nobody");
    it.setClusterPassword(SecretFile.random());
    it.putSecurityRoles("#", Set.of(hub()));
    it.putSecurityRoles(EVENTS, Set.of(hub(), listener()));
  }

  private static void handleTrouble(Configuration it) {
    it.setMaxDiskUsage(MAX_DISK_PERCENT);
    it.setGlobalMaxSize(64 * MIB);
    it.addAddressSetting("#", everywhere());
    // not everywhere: the broker's own notifications and unheard events would all become dead
    // letters
    it.addAddressSetting("channel.#", new AddressSettings().setSendToDLAOnNoRoute(true));
    it.addAddressSetting("department.#", new AddressSettings().setSendToDLAOnNoRoute(true));
    // what the hub itself reads is tried again for ever: only the hub can park it
    it.addAddressSetting("channel.*", attempts(FOR_EVER));
    it.addAddressSetting("department.*.*.replies", attempts(FOR_EVER));
    it.addAddressSetting("hub.#", attempts(FOR_EVER));
    it.addAddressSetting(DEAD_LETTER, attempts(FOR_EVER).setPageLimitMessages(-1L));
    it.addAddressSetting(EXPIRY, attempts(FOR_EVER).setPageLimitMessages(-1L));
  }

  private static AddressSettings everywhere() {
    return attempts(MAX_ATTEMPTS)
        .setDeadLetterAddress(SimpleString.of(DEAD_LETTER))
        .setExpiryAddress(SimpleString.of(EXPIRY))
        .setRedeliveryDelay(1_000)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(60_000)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(10L * MIB)
        .setMaxSizeMessages(10_000)
        .setPageSizeBytes(MIB)
        .setPageLimitMessages(100_000L)
        .setPageLimitBytes(1024L * MIB)
        .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
        .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }

  /** What the hub puts back goes to the front at once: the next one must not overtake it. */
  static AddressSettings reserved() {
    return attempts(FOR_EVER).setRedeliveryDelay(0);
  }

  private static AddressSettings attempts(int most) {
    return new AddressSettings().setMaxDeliveryAttempts(most);
  }
}
