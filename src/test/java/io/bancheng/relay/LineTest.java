package io.bancheng.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.embedded.VarLock;
import io.bancheng.ledger.Outbox.Entry;
import io.bancheng.security.SystemKeys;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineTest {
  private static final String YBJ = "department.340882.ybj";

  /** A relay was killed after the broker had its batch and before the outbox knew. */
  @Test
  void a_batch_with_letters_the_broker_has_already_brings_the_others(@TempDir Path directory)
      throws JMSException {
    try (var var = VarLock.acquire(directory);
        var broker = broker(var)) {
      var line = new Line(broker.connectionFactory(), YBJ + ".cases", connection -> 1);
      line.send(List.of(letter(1)));
      line.send(List.of(letter(1), letter(2), letter(3)));
      line.send(List.of(letter(1), letter(2), letter(3)));
      line.close();

      assertThat(received(broker)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void a_letter_that_is_owed_again_in_a_new_epoch_passes_a_broker_that_remembers_it(
      @TempDir Path directory) throws JMSException {
    try (var var = VarLock.acquire(directory);
        var broker = broker(var)) {
      for (long epoch : new long[] {1, 1, 2}) {
        var line = new Line(broker.connectionFactory(), YBJ + ".cases", connection -> epoch);
        line.send(List.of(letter(1)));
        line.close();
      }
      assertThat(received(broker)).containsExactly(1L, 1L);
    }
  }

  @Test
  void the_brokers_epoch_is_read_as_often_as_anybody_asks_and_outlives_a_restart(
      @TempDir Path directory) throws JMSException {
    try (var var = VarLock.acquire(directory)) {
      try (var broker = broker(var);
          var connection = broker.connectionFactory().createConnection()) {
        var mark = new EpochMark(connection);
        assertThat(mark.read()).isZero();
        mark.write(1);
        mark.write(3);
        assertThat(mark.read()).isEqualTo(3);
        assertThat(mark.read()).isEqualTo(3);
      }
      try (var broker = broker(var);
          var connection = broker.connectionFactory().createConnection()) {
        assertThat(new EpochMark(connection).read()).isEqualTo(3);
      }
    }
  }

  @Test
  void the_embedded_broker_keeps_what_it_confirms(@TempDir Path directory) throws JMSException {
    try (var var = VarLock.acquire(directory);
        var broker = broker(var);
        var connection = broker.connectionFactory().createConnection()) {
      assertThat(BrokerPromises.broken(connection)).isEmpty();
    }
  }

  @Test
  void a_broker_that_forgets_is_told_by_its_settings() throws Exception {
    var settings =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalSyncTransactional(false)
            .addAcceptorConfiguration("vm", "vm://7");
    var broker = new EmbeddedActiveMQ().setConfiguration(settings);
    broker.start();
    try (var factory = new ActiveMQConnectionFactory("vm://7");
        var connection = factory.createConnection()) {
      assertThat(BrokerPromises.broken(connection))
          .containsExactly("persistenceEnabled", "journalSyncTransactional");
    } finally {
      broker.stop();
    }
  }

  private static EmbeddedBroker broker(VarLock var) {
    var keys = new SystemKeys(var.directory().resolve("keys"));
    keys.ensure(List.of(YBJ));
    var broker = new EmbeddedBroker(var, keys, 0);
    broker.connect(List.of(YBJ));
    broker.start();
    return broker;
  }

  private static Entry letter(long id) {
    String msgId = "00000000-0000-0000-0000-00000000000" + id;
    return new Entry(id, msgId, YBJ + ".cases", "stream", "case", "ASSIGNMENT_DISPATCHED", "{}", 0);
  }

  private static List<Long> received(EmbeddedBroker broker) throws JMSException {
    var received = new ArrayList<Long>();
    try (var context = broker.connectionFactory().createContext();
        var consumer = context.createConsumer(context.createQueue(YBJ + ".cases"))) {
      for (var m = consumer.receive(2000); m != null; m = consumer.receive(300)) {
        received.add(m.getLongProperty("hubSeq"));
      }
    }
    return received;
  }
}
