package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideSecretsTest {
  @TempDir Path folder;

  @Test
  void the_environment_goes_before_the_file() {
    new SecretFile(folder.resolve("channel.my-mail.mailbox.secret")).write("filed");
    assertThat(new OutsideSecrets(folder, name -> null).need("channel.my-mail", "mailbox"))
        .isEqualTo("filed");
    var set = Map.of("BANCHENG_SECRET_CHANNEL_MY_MAIL_MAILBOX", "set");
    assertThat(new OutsideSecrets(folder, set::get).need("channel.my-mail", "mailbox"))
        .isEqualTo("set");
  }

  @Test
  void a_missing_one_is_told_with_file_and_variable() {
    assertThatThrownBy(() -> new OutsideSecrets(folder, n -> null).need("channel.mail", "mailbox"))
        .hasMessage(
            "The password of channel.mail.mailbox is not known. Write it into "
                + folder.resolve("channel.mail.mailbox.secret")
                + " (mode 0600) or set BANCHENG_SECRET_CHANNEL_MAIL_MAILBOX.");
  }
}
