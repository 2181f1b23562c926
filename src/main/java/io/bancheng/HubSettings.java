package io.bancheng;

import io.bancheng.config.OperatorFiles;
import io.bancheng.embedded.BrokerDoor;
import io.bancheng.embedded.BrokerDoor.Tls;
import io.bancheng.mappings.ReadingLimits;
import io.bancheng.security.CryptoSuite;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the hub finds and keeps its things; docs/operate.md lists the environment variables.
 *
 * @param var everything that this node alone writes
 * @param shared what all nodes have in common: keys, documents, dropped files; null for {@code var}
 * @param node what operations call this node; null for the name of its machine
 * @param config the operators' settings and tables
 * @param samples whether the sample province's departments and hotline run too
 * @param sampleScripts a folder with scripts for its departments; null for the shipped ones
 * @param crypto what seals and proves from now on; what was sealed otherwise stays readable
 * @param anchors the file of anchors; null for {@code anchors.txt} in {@code var}
 * @param pausedTooLong after that a channel or department that is still paused is an alert
 * @param retention how long what people said is kept after their case has ended
 */
@ConfigurationProperties("bancheng")
public record HubSettings(
    @DefaultValue("./var") Path var,
    Path shared,
    String node,
    @DefaultValue("./config") Path config,
    @DefaultValue("./routes") Path routes,
    @DefaultValue("./mappings") Path mappings,
    @DefaultValue Broker broker,
    @DefaultValue Database database,
    @DefaultValue Limits limits,
    @DefaultValue("false") boolean samples,
    Path sampleScripts,
    @DefaultValue("intl") CryptoSuite crypto,
    Path anchors,
    @DefaultValue("4h") Duration pausedTooLong,
    @DefaultValue("1095d") Duration retention) {
  private static final int MOST_MEGABYTES = 512;

  /**
   * The embedded broker.
   *
   * @param port for AMQP and STOMP; 0 picks a free one
   * @param address to listen on; beyond this machine only with a key store
   * @param keyStore its key and certificate, a PKCS12 file: then it speaks TLS only
   */
  public record Broker(
      @DefaultValue("5672") int port,
      @DefaultValue("127.0.0.1") InetAddress address,
      Path keyStore,
      String keyStorePassword) {

    BrokerDoor door() {
      if (keyStore == null && !address.isLoopbackAddress()) {
        throw new IllegalStateException(
            "bancheng.broker.address is not this machine alone, and there is no TLS. Give"
                + " bancheng.broker.key-store (PKCS12) and .key-store-password.");
      }
      var tls = Optional.ofNullable(keyStore).map(file -> new Tls(file, keyStorePassword));
      return new BrokerDoor(address.getHostAddress(), port, tls);
    }
  }

  /**
   * The embedded database.
   *
   * @param port its port on loopback; 0 picks a free one and keeps it
   */
  public record Database(@DefaultValue("0") int port) {}

  OperatorFiles files() {
    return new OperatorFiles(config, mappings, routes);
  }

  Snapshots snapshots() {
    return new Snapshots(var.resolve("versions"), limits.reading());
  }

  Snapshots candidates() {
    return new Snapshots(var.resolve("candidates"), limits.reading());
  }

  LastGood lastGood() {
    return new LastGood(var.resolve("last-good"));
  }

  /**
   * How much of one message is read; see {@link ReadingLimits}.
   *
   * @param multipart the largest multipart form with all its documents
   */
  public record Limits(
      @DefaultValue("1MB") DataSize document,
      @DefaultValue("64") int depth,
      @DefaultValue("2000") int fields,
      @DefaultValue("256KB") DataSize text,
      @DefaultValue("60MB") DataSize multipart,
      @DefaultValue("20") int attachments,
      @DefaultValue("20MB") DataSize attachment) {

    ReadingLimits reading() {
      return new ReadingLimits(
          bytes("document", document),
          depth,
          fields,
          bytes("text", text),
          bytes("multipart", multipart),
          attachments,
          bytes("attachment", attachment));
    }

    private static int bytes(String name, DataSize size) {
      if (size.toBytes() < 1 || size.toMegabytes() > MOST_MEGABYTES) {
        throw new IllegalArgumentException(
            "bancheng.limits.%s is %s. Write a size from 1B to %dMB."
                .formatted(name, size, MOST_MEGABYTES));
      }
      return (int) size.toBytes();
    }
  }

  @Override
  public Path shared() {
    return shared == null ? var : shared;
  }

  Path anchorFile() {
    return anchors == null ? var.resolve("anchors.txt") : anchors;
  }

  /** Where keys and secrets are. */
  Path keys() {
    return shared().resolve("keys");
  }
}
