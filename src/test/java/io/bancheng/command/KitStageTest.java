package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.config.ConfigLoader;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.OperatorFiles;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the kit says of departments that it cannot judge. */
class KitStageTest {
  private static final String SFTP =
      "adapter: file\nfile: { sftp: { server: \"sftp://files.example/x\", user: hub, knownHosts:"
          + " keys/x } }\n";

  @Test
  void a_department_with_e_mail_is_not_judged_and_told_so_in_both_languages() {
    String mail =
        """
        adapter: mail
        mapping: mail-reply
        mail:
          to: wjw@example.gov.cn
          smtp: {server: "smtp://127.0.0.1:25", from: hub@example.gov.cn}
          mailbox: {server: "imap://127.0.0.1:143", user: hub, folder: INBOX}
        """;
    assertThat(stage(mail, null).silence())
        .hasValueSatisfying(
            said -> assertThat(said).contains("不对其评判", "the kit does not judge it"));
  }

  @Test
  void files_on_a_server_are_judged_in_a_local_folder() {
    assertThat(stage(SFTP, null).silence())
        .hasValueSatisfying(said -> assertThat(said).contains("不评判传输和登录", "--folder"));
    assertThat(stage(SFTP, Path.of("here")).silence()).isEmpty();
    assertThat(stage("adapter: pull\n", null).silence()).isEmpty();
  }

  private static KitStage stage(String yaml, Path folder) {
    DepartmentConnection connection =
        ConfigLoader.department(
            "340882-wjw.yaml",
            yaml.getBytes(StandardCharsets.UTF_8),
            new OperatorFiles(Path.of("config"), Path.of("mappings"), Path.of("routes")));
    return new KitStage(connection, Path.of("var"), folder, new PrintWriter(System.err));
  }
}
