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
  void a_secret_is_a_file_or_a_variable_and_the_file_goes_first() {
    var set = Map.of("BANCHENG_SECRET_CHANNEL_CITY_HALL_PUSH", "variable");
    var secrets = new OutsideSecrets(folder, set::get);
    assertThat(secrets.find("channel.hotline", "push")).isEmpty();
    assertThat(secrets.find("channel.city-hall", "push")).hasValue("variable");
    new SecretFile(folder.resolve("channel.city-hall.push.secret")).write("file");
    assertThat(secrets.find("channel.city-hall", "push")).hasValue("file");
    assertThat(secrets.need("channel.city-hall", "push")).isEqualTo("file");
  }

  @Test
  void a_name_that_leads_out_of_the_folder_is_none() {
    var secrets = new OutsideSecrets(folder, name -> null);
    assertThatThrownBy(() -> secrets.find("../channel", "push")).isInstanceOf(KeyException.class);
  }

  @Test
  void a_missing_one_is_told_with_file_and_variable() {
    assertThatThrownBy(() -> new OutsideSecrets(folder, n -> null).need("channel.mail", "mailbox"))
        .hasMessage(
            "The password of channel.mail.mailbox is not known. Write it into "
                + folder.toAbsolutePath().resolve("channel.mail.mailbox.secret")
                + " (mode 0600) or set BANCHENG_SECRET_CHANNEL_MAIL_MAILBOX.");
  }
}
