package io.bancheng.config;

import java.net.URI;
import java.util.Optional;

/**
 * A mailbox that the hub empties for a channel (IMAP).
 *
 * @param server {@code imaps://host:port}, or {@code imap://host:port} with STARTTLS
 * @param folder usually {@code INBOX}
 */
public record Mailbox(URI server, String user, String folder) {
  static Optional<Mailbox> read(YamlTree at) {
    at.keys("server", "user", "folder");
    var server = MailServer.address(at.need("server"), "imap");
    var user = at.need("user").text();
    var folder = at.need("folder").text();
    return server.map(s -> new Mailbox(s, user, folder));
  }

  /** Whether the line must be encrypted before anything is said on it. */
  public boolean guarded() {
    return !MailServer.here(server);
  }

  /** Its name, under which the hub remembers what it has read there. */
  public String name() {
    return user + "@" + server.getHost() + "/" + folder;
  }
}
