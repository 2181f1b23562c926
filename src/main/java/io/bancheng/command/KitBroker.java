package io.bancheng.command;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.embedded.VarLock;
import io.bancheng.security.SystemKeys;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A broker for the kit alone, so that a department is tested without a hub; it keeps nothing. */
final class KitBroker implements AutoCloseable {
  private final Path folder;
  private final VarLock lock;
  private final EmbeddedBroker broker;

  /**
   * Starts.
   *
   * @param keys folder of keys; the department gets one if it has none
   * @param port for AMQP and STOMP on loopback; 0 for any free one
   */
  KitBroker(Path keys, String systemId, int port) {
    try {
      folder = Files.createTempDirectory("bancheng-kit-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lock = VarLock.acquire(folder);
    var systems = new SystemKeys(keys);
    systems.ensure(List.of(systemId));
    broker = new EmbeddedBroker(lock, systems, port);
    broker.connect(List.of(systemId));
    broker.start();
  }

  ConnectionFactory connections() {
    return broker.connectionFactory();
  }

  String url() {
    return "amqp://127.0.0.1:" + broker.port();
  }

  @Override
  public void close() {
    broker.close();
    lock.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
