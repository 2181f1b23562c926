package io.bancheng.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the hub leaves letters for a department as files, and where it finds the replies: {@code
 * file} in its file. Below the place lie {@code cases/} and {@code replies/}.
 *
 * @param folder a folder of the hub's own, if the place is one
 * @param sftp a server, if the place is on one
 */
public record FileDepartment(Optional<DropFolder> folder, Optional<SftpServer> sftp)
    implements AdapterSettings {
  /** Below the place, where letters are left. */
  public static final String CASES = "cases";

  /** Below the place, where replies are found. */
  public static final String REPLIES = "replies";

  static FileDepartment read(YamlTree at) {
    at.keys("folder", "sftp");
    var folder = at.find("folder").map(DropFolder::read);
    var sftp = at.find("sftp").flatMap(SftpServer::read);
    if (at.find("folder").isPresent() == at.find("sftp").isPresent() && !at.unreadable()) {
      at.problem(
          "a department's files lie in a folder or on an SFTP server.",
          "Write either \"folder: { at: departments/wjw }\" or \"sftp: { … }\".");
    }
    return new FileDepartment(folder, sftp);
  }

  /**
   * A place that two departments have, or a channel and a department, is a finding: each would take
   * files from the other.
   */
  static void apart(
      Collection<DepartmentConnection> departments,
      Collection<ChannelConfig> channels,
      Findings findings) {
    var owners = new HashMap<String, String>();
    for (ChannelConfig channel : channels) {
      channel.in().folder().ifPresent(f -> owners.put(f.at(), "channel " + channel.code()));
    }
    for (DepartmentConnection department : departments) {
      if (department.settings() instanceof FileDepartment files) {
        files.apart(department, owners, findings);
      }
    }
  }

  private void apart(
      DepartmentConnection department, Map<String, String> owners, Findings findings) {
    String place = folder.map(DropFolder::at).or(() -> sftp.map(FileDepartment::name)).orElse("");
    String before = owners.putIfAbsent(place, "department " + department.id());
    String inside = folder.isPresent() ? owners.get(place + "/" + REPLIES) : null;
    if (before != null || inside != null) {
      findings.add(
          new Place(
              "config/departments/%s-%s.yaml"
                  .formatted(department.id().region(), department.id().type()),
              1,
              1),
          "its files lie where those of %s do.".formatted(before == null ? inside : before),
          "Give every system a place of its own.");
    }
  }

  private static String name(SftpServer server) {
    return server.user() + "@" + server.host() + ":" + server.port() + "/" + server.folder();
  }

  @Override
  public boolean carried() {
    return true;
  }
}
