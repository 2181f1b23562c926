package io.bancheng;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.FileDepartment;
import io.bancheng.config.HubConfig;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.samples.SampleProvince;
import io.bancheng.security.SecretFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the sample province where it is wanted, and tells a newcomer where to look. */
@Component
class Welcome implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

  private final HubSettings settings;
  private final HubConfig config;
  private final ObjectProvider<EmbeddedBroker> broker;
  private final ServletWebServerApplicationContext context;
  private final NewKeys newKeys;
  private final SampleProvince samples;

  Welcome(
      HubSettings settings,
      HubConfig config,
      ObjectProvider<EmbeddedBroker> broker,
      ServletWebServerApplicationContext context,
      NewKeys newKeys,
      Clock clock) {
    this.settings = settings;
    this.config = config;
    this.broker = broker;
    this.context = context;
    this.newKeys = newKeys;
    this.samples = new SampleProvince(clock, settings.sampleScripts());
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    int port = context.getWebServer().getPort();
    var embedded = broker.getIfAvailable();
    if (settings.samples() && embedded != null) {
      var hub = URI.create("http://127.0.0.1:" + port);
      var played =
          new SampleProvince.Hub(hub, "amqp://127.0.0.1:" + embedded.port(), settings.keys());
      samples.departments(played, config.connections().values().stream().map(this::seat).toList());
      samples.hotline(hub, settings.keys(), () -> greet(port, embedded));
    } else {
      greet(port, embedded);
    }
  }

  private SampleProvince.Seat seat(DepartmentConnection department) {
    Path place =
        department.settings() instanceof FileDepartment files
            ? files.folder().map(folder -> settings.shared().resolve(folder.at())).orElse(null)
            : null;
    return new SampleProvince.Seat(department.id().dotted(), department.adapter(), place);
  }

  private void greet(int port, EmbeddedBroker embedded) {
    LOG.info("{}", greeting("http://localhost:" + port, embedded));
  }

  private String greeting(String hub, EmbeddedBroker embedded) {
    var keys = settings.keys();
    String admin = keys.resolve("staff.admin.key").toString();
    return """

        办成 Bancheng is ready.  configuration %s
          page       %s/window   where people tell what could not be got done
          console    %s/console  where staff works: account admin, key in %s
          API        %s/docs
          health     %s/actuator/health
          cases      %s/api/v1/cases   the same account
          broker     %s

        Three things to try (keys of all systems: %s):
          1  curl -s -u staff.admin:$(cat %s) %s/api/v1/cases
          2  curl -s -H "Authorization: Bearer $(cat %s)" -H 'Content-Type: application/json' \\
               --data-binary @%s/hotline-json/H01-remote-medical.json %s/api/v1/channels/hotline/cases
          3  curl -s -u staff.admin:$(cat %s) %s/api/v1/parked
        %s"""
        .formatted(
            config.version().substring(0, 12),
            hub,
            hub,
            admin,
            hub,
            hub,
            hub,
            embedded == null ? "external" : embedded.address() + " (AMQP, STOMP)",
            keys,
            admin,
            hub,
            keys.resolve("channel.hotline.key"),
            settings.mappings(),
            hub,
            admin,
            hub,
            firstLogin());
  }

  /** The first account's password is printed by the start that made it, never again. */
  private String firstLogin() {
    return newKeys.include("staff.admin")
        ? "First login (shown this once): user staff.admin, password %s%n"
            .formatted(
                new SecretFile(settings.keys().resolve("staff.admin.key")).read().orElse("?"))
        : "";
  }

  @Override
  public void destroy() {
    samples.close();
  }
}
