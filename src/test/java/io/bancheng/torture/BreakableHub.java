package io.bancheng.torture;

import io.bancheng.HubApplication;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** The hub as it is, with its database and its broker in the hands of {@link Tampering}. */
public final class BreakableHub {
  private BreakableHub() {}

  public static void main(String[] args) {
    var application = new SpringApplication(HubApplication.class);
    var tampering = Tampering.by(Path.of(System.getenv(Tampering.SWITCHES)));
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context).registerBean(Tampering.class, () -> tampering));
    application.run(args);
    tampering.begin();
  }
}
