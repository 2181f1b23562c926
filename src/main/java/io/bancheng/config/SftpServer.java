package io.bancheng.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An SFTP server, into a folder of which a channel drops files, each with many cases, or where a
 * department finds its letters.
 *
 * @param folder from where the user logs in, without slash at the ends; empty for that place itself
 * @param knownHosts the server's key in OpenSSH's form, a file below {@code BANCHENG_VAR}
 */
public record SftpServer(String host, int port, String folder, String user, String knownHosts) {
  private static final int USUAL_PORT = 22;
  private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_.-]+)*/?");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

  static Optional<SftpServer> read(YamlTree tree) {
    tree.keys("server", "user", "knownHosts");
    var at = tree.need("server");
    String user = tree.need("user").text();
    var knownHosts = tree.need("knownHosts");
    if (!plain(FILE, knownHosts.text()) && !knownHosts.text().isEmpty()) {
      knownHosts.problem(
          "\"%s\" is no file below var/.".formatted(knownHosts.text()),
          "Write a path without .., such as keys/township.known_hosts.");
    }
    var server = address(at.text());
    if (server.isEmpty() && !at.text().isEmpty()) {
      at.problem(
          "\"%s\" is no SFTP server.".formatted(at.text()),
          "Write sftp://host:port/folder; the user has a key of its own, the password is a file in"
              + " var/keys.");
    }
    return server.map(
        s ->
            new SftpServer(
                s.getHost(),
                s.getPort() < 0 ? USUAL_PORT : s.getPort(),
                s.getPath().replaceAll("^/|/$", ""),
                user,
                knownHosts.text()));
  }

  private static Optional<URI> address(String text) {
    try {
      var uri = new URI(text);
      boolean good =
          "sftp".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && plain(FOLDER, uri.getPath());
      return Optional.of(uri).filter(u -> good);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean plain(Pattern form, String path) {
    return form.matcher(path).matches() && !path.contains("..");
  }
}
