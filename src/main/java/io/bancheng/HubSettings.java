package io.bancheng;

import io.bancheng.config.OperatorFiles;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub finds and keeps its things; docs/operate.md lists the environment variables.
 *
 * @param var everything the hub writes
 * @param config the operators' settings and tables
 * @param samples whether the sample province's departments and hotline run too
 */
@ConfigurationProperties("bancheng")
public record HubSettings(
    @DefaultValue("./var") Path var,
    @DefaultValue("./config") Path config,
    @DefaultValue("./routes") Path routes,
    @DefaultValue("./mappings") Path mappings,
    @DefaultValue Broker broker,
    @DefaultValue Database database,
    @DefaultValue("false") boolean samples) {

  /**
   * The embedded broker.
   *
   * @param port its AMQP and STOMP port on loopback; 0 picks a free one
   */
  public record Broker(@DefaultValue("5672") int port) {}

  /**
   * The embedded database.
   *
   * @param port its port on loopback; 0 picks a free one and keeps it
   */
  public record Database(@DefaultValue("0") int port) {}

  OperatorFiles files() {
    return new OperatorFiles(config, mappings, routes);
  }

  LastGood lastGood() {
    return new LastGood(var.resolve("last-good"));
  }

  Path keys() {
    return var.resolve("keys");
  }
}
