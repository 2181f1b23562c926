package io.bancheng.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/**
 * Where systems come to the broker.
 *
 * @param host the address to listen on
 * @param port for AMQP and STOMP; 0 for any free one
 * @param tls the broker's key and certificate; without, keys and cases travel in clear
 */
public record BrokerDoor(String host, int port, Optional<Tls> tls) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * A key and its certificates.
   *
   * @param keyStore a PKCS12 file
   * @param password of the file
   */
  public record Tls(Path keyStore, String password) {
    Map<String, Object> settings() {
      return Map.of(
          TransportConstants.SSL_ENABLED_PROP_NAME, "true",
          TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12",
          TransportConstants.KEYSTORE_PATH_PROP_NAME, keyStore.toAbsolutePath().toString(),
          TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, password,
          TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.2,TLSv1.3");
    }
  }

  /** As AMQP clients write it. */
  String address() {
    return "%s://%s:%d".formatted(tls.isPresent() ? "amqps" : "amqp", host, port);
  }

  /** Takes the port that it listens on, if any will do. */
  public BrokerDoor {
    port = port == 0 ? Ports.anyFree(host) : port;
  }

  /** For systems on this machine only, in clear. */
  public static BrokerDoor inside(int port) {
    return new BrokerDoor(LOOPBACK, port, Optional.empty());
  }
}
