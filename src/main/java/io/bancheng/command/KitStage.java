package io.bancheng.command;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.FileDepartment;
import io.bancheng.config.MailDepartment;
import io.bancheng.kit.ConformanceKit;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.kit.Sheet;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Departments without a server or a queue of their own, for the kit: where they find their letters,
 * and what the kit cannot judge of them.
 *
 * @param folder where the files of a department on an SFTP server lie, null if nobody said so
 */
record KitStage(DepartmentConnection connection, Path var, Path folder, PrintWriter err) {
  /** Why the kit does not play to that department, in both languages; empty if it does. */
  Optional<String> silence() {
    if (connection.settings() instanceof MailDepartment) {
      return Optional.of(
          "邮件单位由人阅读和回复，检测工具不对其评判：不检测邮箱、来信识别和回复时限。请发一件测试件试办，"
              + "回复格式用 bin/hub test 检查。\n"
              + "People read and answer the mails of this department, so the kit does not judge it:"
              + " neither its mailbox, nor how its answers are read, nor when they come. Try a test"
              + " case, and check the form of answers with bin/hub test.");
    }
    if (connection.settings() instanceof FileDepartment files
        && files.folder().isEmpty()
        && folder == null) {
      return Optional.of(
          "检测工具不登录 SFTP 服务器，不评判传输和登录。请用 --folder 指定单位程序能读写的本地目录，"
              + "文件内容和往来同样检测。\n"
              + "The kit does not log in to SFTP servers and judges neither login nor transfer. Name"
              + " a local folder that the department's program can use with --folder: its files"
              + " are judged there in the same way.");
    }
    return Optional.empty();
  }

  Sheet files(ConformanceKit kit, DepartmentDialect dialect, Duration patience) {
    var files = (FileDepartment) connection.settings();
    Path place = folder == null ? var.resolve(files.folder().orElseThrow().at()) : folder;
    err.printf(
        "Start the department's program now: its letters lie in %s, its replies go into %s. No hub"
            + " may run on this folder.%n",
        place.resolve(FileDepartment.CASES), place.resolve(FileDepartment.REPLIES));
    err.flush();
    var shape = new RestEndpoint.Shape(dialect.contentType(), dialect::letter);
    return kit.overFiles(new ConformanceKit.Place(place, shape, dialect.suffix()), patience);
  }

  Sheet pull(ConformanceKit kit, int port, Duration patience) {
    String system = "department." + connection.id().dotted();
    var keys = var.resolve("keys");
    new SystemKeys(keys).ensure(List.of(system));
    String key = new SecretFile(keys.resolve(system + ".key")).readOrCreate();
    return kit.overPull(
        new ConformanceKit.Replies(port, key),
        patience,
        url -> {
          err.printf(
              "Start the department's program now: GET %s, POST %s, key in %s%n",
              url.replace("/replies", "/assignments"), url, keys.resolve(system + ".key"));
          err.flush();
        });
  }
}
