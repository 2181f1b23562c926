package io.bancheng.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A server that takes mails for delivery (SMTP).
 *
 * @param server {@code smtps://host:port}, or {@code smtp://host:port} with STARTTLS
 * @param user who logs in there; none if the server asks nobody
 * @param from the address that reporters see and answer to
 */
public record MailServer(URI server, Optional<String> user, String from) {
  static Optional<MailServer> read(YamlTree at) {
    at.keys("server", "user", "from");
    var server = address(at.need("server"), "smtp");
    var user = at.find("user").map(YamlTree::text);
    var from = at.need("from");
    if (!from.text().isEmpty() && !from.text().matches("[^@\\s<>]+@[\\w.-]+")) {
      from.problem("\"%s\" is no mail address.".formatted(from.text()), "Write name@host.");
    }
    return server.map(s -> new MailServer(s, user, from.text()));
  }

  /** The domain in the ids of the mails that are sent. */
  public String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  /** Whether it is this machine, where nobody listens on the line. */
  static boolean here(URI server) {
    return List.of("127.0.0.1", "localhost", "[::1]").contains(server.getHost());
  }

  /** Whether the line must be encrypted before anything is said on it. */
  public boolean guarded() {
    return !here(server);
  }

  static Optional<URI> address(YamlTree at, String protocol) {
    String text = at.text();
    String host = "[\\w.-]+|\\[[0-9a-f:]+]";
    if (text.matches(protocol + "s?://(" + host + "):\\d{1,5}")) {
      return Optional.of(URI.create(text));
    }
    if (!text.isEmpty()) {
      at.problem(
          "\"%s\" is no mail server.".formatted(text),
          "Write \"%1$ss://host:port\" or \"%1$s://host:port\"; user and password stand elsewhere."
              .formatted(protocol));
    }
    return Optional.empty();
  }
}
