package io.bancheng.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis as an installation would run it beside the hub: everything acknowledged is on disk. It
 * asks nobody for a password, since it listens on loopback only and lives as long as one run.
 */
public final class BrokerProcess {
  /** How the files begin into which each process writes how many messages it gave up on. */
  static final String THROWN_AWAY = "thrown-away.";

  private static final int MIB = 1024 * 1024;

  private BrokerProcess() {}

  /**
   * Runs until it is killed.
   *
   * @param args the port for CORE and AMQP, and the directory of its journals
   */
  public static void main(String[] args) throws Exception {
    Quiet.logs();
    var broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration(Integer.parseInt(args[0]), args[1]));
    broker.start();
    Executors.newSingleThreadScheduledExecutor()
        .scheduleWithFixedDelay(() -> count(broker, Path.of(args[1])), 1, 1, TimeUnit.SECONDS);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker)));
    Thread.currentThread().join();
  }

  private static void count(EmbeddedActiveMQ broker, Path home) {
    long thrownAway =
        broker
            .getActiveMQServer()
            .getPostOffice()
            .getAllBindings()
            .filter(QueueBinding.class::isInstance)
            .map(binding -> ((QueueBinding) binding).getQueue())
            .mapToLong(queue -> queue.getMessagesExpired() + queue.getMessagesKilled())
            .sum();
    Path file = home.resolve(THROWN_AWAY + ProcessHandle.current().pid());
    Path draft = home.resolve("draft." + file.getFileName());
    try {
      Files.writeString(draft, String.valueOf(thrownAway));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // its disk may be full on purpose; the next second counts again
      draft.toFile().deleteOnExit();
    }
  }

  private static Configuration configuration(int port, String directory) throws Exception {
    var it = new ConfigurationImpl();
    it.setName("external");
    it.setSecurityEnabled(false);
    it.setJMXManagementEnabled(false);
    it.addAcceptorConfiguration(
        "all", "tcp://127.0.0.1:" + port + "?protocols=CORE,AMQP;useEpoll=false;useKQueue=false");
    it.setPersistenceEnabled(true);
    it.setBindingsDirectory(directory + "/bindings");
    it.setJournalDirectory(directory + "/journal");
    it.setPagingDirectory(directory + "/paging");
    it.setLargeMessagesDirectory(directory + "/large-messages");
    new File(directory, "journal").mkdirs();
    boolean asyncIo = AIOSequentialFileFactory.isSupported(new File(directory, "journal"));
    it.setJournalType(asyncIo ? JournalType.ASYNCIO : JournalType.NIO);
    it.setJournalDatasync(true);
    it.setJournalBufferTimeout_NIO(500_000);
    it.setJournalSyncTransactional(true);
    it.setJournalSyncNonTransactional(true);
    it.setPersistIDCache(true);
    it.setMaxDiskUsage(-1);
    it.addAddressSetting("#", everywhere());
    return it;
  }

  private static AddressSettings everywhere() {
    return new AddressSettings()
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(200)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(10L * MIB)
        .setPageSizeBytes(MIB)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }

  private static void stop(EmbeddedActiveMQ broker) {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
