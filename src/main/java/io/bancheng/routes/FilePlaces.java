package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.SftpServer;
import io.bancheng.security.OutsideSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a channel to the places where it leaves files: a folder, an SFTP server. A password or
 * private key is handed over under a name; it stands in no address.
 */
final class FilePlaces {
  private static final Logger LOG = LoggerFactory.getLogger(FilePlaces.class);
  private static final String ACCESS = "sftp";
  private static final String PRIVATE_KEY = "-----BEGIN";

  private final OutsideSecrets secrets;
  private final Path var;

  /**
   * Places of files.
   *
   * @param var below it lie the folders, and the keys of servers
   */
  FilePlaces(OutsideSecrets secrets, Path var) {
    this.secrets = secrets;
    this.var = var.toAbsolutePath().normalize();
  }

  void connect(Map<String, Connection> all, ChannelConfig channel) {
    String code = channel.code();
    channel
        .in()
        .folder()
        .map(folder -> Map.of("code", code, "at", var.resolve(folder.at()).toString()))
        .ifPresent(at -> all.put("accept-folder-" + code, Connection.of("folder-channel", at)));
    channel.in().sftp().ifPresent(server -> sftp(all, code, server));
  }

  /** A channel whose secret is not there keeps nobody else from starting. */
  private void sftp(Map<String, Connection> all, String code, SftpServer server) {
    secrets
        .find("channel." + code, ACCESS)
        .ifPresentOrElse(
            secret -> all.put("accept-sftp-" + code, sftp(code, server, secret)),
            () ->
                LOG.error(
                    "channel.{}: its SFTP server is not read, for its password or private key is"
                        + " not known. Write it into keys/channel.{}.sftp.secret below"
                        + " BANCHENG_VAR and restart.",
                    code,
                    code));
  }

  private Connection sftp(String code, SftpServer server, String secret) {
    boolean key = secret.startsWith(PRIVATE_KEY);
    String name = "sftpSecret-" + code;
    var all = new LinkedHashMap<String, String>();
    all.put("code", code);
    all.put("host", server.host());
    all.put("port", String.valueOf(server.port()));
    all.put("folder", server.folder());
    all.put("user", server.user());
    all.put("knownHosts", var.resolve(server.knownHosts()).toString());
    all.put(key ? "privateKey" : "password", "#bean:" + name);
    Object handed = key ? (secret + "\n").getBytes(StandardCharsets.UTF_8) : secret;
    return new Connection("sftp-channel", all, server, () -> Map.of(name, handed));
  }
}
