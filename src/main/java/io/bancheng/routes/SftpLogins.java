package io.bancheng.routes;

import io.bancheng.config.SftpServer;
import io.bancheng.security.OutsideSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the hub logs in at channels' SFTP servers. A password or private key is handed over under a
 * name; it stands in no address.
 */
final class SftpLogins {
  private static final Logger LOG = LoggerFactory.getLogger(SftpLogins.class);
  private static final String PRIVATE_KEY = "-----BEGIN";

  private final OutsideSecrets secrets;
  private final Path var;

  SftpLogins(OutsideSecrets secrets, Path var) {
    this.secrets = secrets;
    this.var = var;
  }

  /** What the route of that channel needs to know; nothing while its secret is not there. */
  Optional<Map<String, String>> parameters(String code, SftpServer server) {
    var secret = secrets.find("channel." + code, "sftp");
    if (secret.isEmpty()) {
      LOG.error(
          "channel.{}: its SFTP server is not read, for its password or private key is not known."
              + " Write it into keys/channel.{}.sftp.secret below BANCHENG_VAR and restart.",
          code,
          code);
      return Optional.empty();
    }
    var all = new LinkedHashMap<String, String>();
    all.put("code", code);
    all.put("host", server.host());
    all.put("port", String.valueOf(server.port()));
    all.put("folder", server.folder());
    all.put("user", server.user());
    all.put("knownHosts", var.resolve(server.knownHosts()).toString());
    all.put(isKey(secret.get()) ? "privateKey" : "password", "#bean:" + name(code));
    return Optional.of(all);
  }

  /** Hands the secret over to the components of a context. */
  void bind(Registry registry, String code) {
    secrets
        .find("channel." + code, "sftp")
        .ifPresent(secret -> registry.bind(name(code), isKey(secret) ? bytes(secret) : secret));
  }

  private static boolean isKey(String secret) {
    return secret.startsWith(PRIVATE_KEY);
  }

  private static byte[] bytes(String key) {
    return (key + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String name(String code) {
    return "sftpSecret-" + code;
  }
}
