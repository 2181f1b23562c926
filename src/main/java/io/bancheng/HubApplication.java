package io.bancheng;

import io.bancheng.command.HubCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub: started as it is, or one of its commands ({@code key}, {@code check}, {@code test}). */
@SpringBootApplication(
    exclude = {
      ArtemisAutoConfiguration.class,
      JmsAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@ConfigurationPropertiesScan
public class HubApplication {
  public static void main(String[] args) {
    if (HubCommand.isOne(args)) {
      System.exit(HubCommand.execute(args));
    }
    SpringApplication.run(HubApplication.class, args);
  }
}
