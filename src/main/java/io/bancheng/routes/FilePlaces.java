package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.DropFolder;
import io.bancheng.config.FileDepartment;
import io.bancheng.config.SftpServer;
import io.bancheng.security.OutsideSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects channels and departments to the places of their files: a folder, an SFTP server. A
 * password or private key is handed over under a name; it stands in no address.
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
        .map(folder -> Map.of("code", code, "at", at(folder)))
        .ifPresent(at -> all.put("accept-folder-" + code, Connection.of("folder-channel", at)));
    channel
        .in()
        .sftp()
        .ifPresent(
            server ->
                sftp("channel." + code, "code", code, server)
                    .ifPresent(
                        access -> all.put("accept-sftp-" + code, access.to("sftp-channel", ""))));
  }

  /** A department that gets its letters as files: one way out, one back. */
  void connect(Map<String, Connection> all, DepartmentConnection department) {
    if (!(department.settings() instanceof FileDepartment files)) {
      return;
    }
    String id = department.id().dotted();
    files
        .folder()
        .ifPresent(
            folder -> {
              String at = at(folder);
              all.put(
                  "drop-" + id, Connection.of("folder-drop", folder(id, at, FileDepartment.CASES)));
              all.put(
                  "replies-file-" + id,
                  Connection.of("folder-replies", folder(id, at, FileDepartment.REPLIES)));
              all.put("deliver-" + id, deliver(department));
            });
    files
        .sftp()
        .flatMap(server -> sftp("department." + id, "department", id, server))
        .ifPresent(
            access -> {
              all.put("drop-" + id, access.to("sftp-drop", FileDepartment.CASES));
              all.put("replies-file-" + id, access.to("sftp-replies", FileDepartment.REPLIES));
              all.put("deliver-" + id, deliver(department));
            });
  }

  private static Connection deliver(DepartmentConnection department) {
    return new Connection(
        "file-deliver", Map.of("department", department.id().dotted()), department.pace(), Map::of);
  }

  String at(DropFolder folder) {
    return var.resolve(folder.at()).toString();
  }

  private static Map<String, String> folder(String department, String at, String below) {
    return Map.of("department", department, "at", at + "/" + below);
  }

  /** One whose secret is not there keeps nobody else from starting. */
  private Optional<Access> sftp(String system, String as, String name, SftpServer server) {
    var secret = secrets.find(system, ACCESS);
    if (secret.isEmpty()) {
      LOG.error(
          "{}: its SFTP server is not used, for its password or private key is not known. Write it"
              + " into keys/{}.sftp.secret below BANCHENG_VAR and restart.",
          system,
          system);
    }
    return secret.map(
        s -> new Access(as, name, server, s, var.resolve(server.knownHosts()).toString()));
  }

  /** How one system's server is entered. */
  private record Access(
      String as, String name, SftpServer server, String secret, String knownHosts) {
    Connection to(String template, String below) {
      boolean key = secret.startsWith(PRIVATE_KEY);
      String bean = "sftpSecret-" + name;
      var all = new LinkedHashMap<String, String>();
      all.put(as, name);
      all.put("host", server.host());
      all.put("port", String.valueOf(server.port()));
      all.put("folder", below.isEmpty() ? server.folder() : below(below));
      all.put("user", server.user());
      all.put("knownHosts", knownHosts);
      all.put(key ? "privateKey" : "password", "#bean:" + bean);
      Object handed = key ? (secret + "\n").getBytes(StandardCharsets.UTF_8) : secret;
      return new Connection(template, all, server, () -> Map.of(bean, handed));
    }

    private String below(String folder) {
      return server.folder().isEmpty() ? folder : server.folder() + "/" + folder;
    }
  }
}
