package io.bancheng.harness;

import java.io.File;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis as an installation would run it beside the hub: everything acknowledged is on disk. It
 * asks nobody for a password, since it listens on loopback only and lives as long as one run.
 */
public final class BrokerProcess {
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
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker)));
    Thread.currentThread().join();
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
