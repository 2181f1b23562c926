package io.bancheng.command;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** What this installation is told, as a hub that starts here would read it. */
final class Installation {
  private final StandardEnvironment settings = new StandardEnvironment();
  private final Folders folders;

  Installation(Folders folders) {
    this.folders = folders;
    Path file = folders.config().resolve("application.yaml");
    if (Files.exists(file)) {
      try {
        new YamlPropertySourceLoader()
            .load("application.yaml", new FileSystemResource(file))
            .forEach(settings.getPropertySources()::addLast);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Folders folders() {
    return folders;
  }

  Path var() {
    return Path.of(setting("bancheng.var", "./var"));
  }

  /** Keys, documents and dropped files; one folder for all nodes. */
  Path keys() {
    return Path.of(setting("bancheng.shared", var().toString())).resolve("keys");
  }

  String brokerAddress() {
    return setting("bancheng.broker.address", "127.0.0.1");
  }

  int port() {
    return Integer.parseInt(setting("server.port", "8080"));
  }

  String address() {
    return setting("server.address", "127.0.0.1");
  }

  boolean tls() {
    return settings.containsProperty("server.ssl.bundle")
        || settings.containsProperty("server.ssl.key-store")
        || settings.containsProperty("server.ssl.certificate");
  }

  /** Whether callers are asked for a certificate. */
  boolean asksForCertificates() {
    return tls() && !setting("server.ssl.client-auth", "none").equalsIgnoreCase("none");
  }

  /** The installation's own database, or the embedded one that was started here. */
  Optional<DatabaseAccess> database() {
    return ownDatabase()
        ? Optional.of(
            new DatabaseAccess(
                setting("spring.datasource.url", ""),
                setting("spring.datasource.username", ""),
                setting("spring.datasource.password", "")))
        : EmbeddedDatabase.below(var());
  }

  boolean ownDatabase() {
    return settings.containsProperty("spring.datasource.url");
  }

  /** The address of the installation's own broker; none with the embedded one. */
  Optional<String> ownBroker() {
    return setting("spring.artemis.mode", "embedded").equals("native")
        ? Optional.of(setting("spring.artemis.broker-url", "tcp://localhost:61616"))
        : Optional.empty();
  }

  int brokerPort() {
    return Integer.parseInt(setting("bancheng.broker.port", "5672"));
  }

  private String setting(String name, String otherwise) {
    return settings.getProperty(name, otherwise);
  }
}
