package io.bancheng.security;

import static io.bancheng.harness.ConsoleVisit.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Proof;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.canonical.StaffLogins;
import io.bancheng.harness.ConsoleVisit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Staff sign in at the office's own OpenID server; the console's door is the real one. */
class OidcSignInTest {
  private static final String BACK = "{baseUrl}/console/sign-in/from/{registrationId}";

  @TempDir static Path keys;

  private OidcServer server;
  private AnnotationConfigServletWebServerApplicationContext hub;

  @BeforeEach
  void start() throws Exception {
    server = new OidcServer();
    String client = "spring.security.oauth2.client.";
    hub = new AnnotationConfigServletWebServerApplicationContext();
    TestPropertyValues.of(
            "server.port=0",
            client + "registration.office.client-id=bancheng",
            client + "registration.office.client-secret=secret",
            client + "registration.office.scope=openid",
            client + "registration.office.redirect-uri=" + BACK,
            client + "registration.office.authorization-grant-type=authorization_code",
            client + "registration.office.provider=office",
            client + "provider.office.issuer-uri=" + server.issuer(),
            client + "provider.office.user-name-attribute=preferred_username")
        .applyTo(hub);
    hub.register(Door.class);
    hub.refresh();
  }

  @AfterEach
  void stop() {
    hub.close();
    server.close();
  }

  @Test
  void who_signed_in_there_is_the_account_of_that_name_with_the_roles_it_has_here() {
    server.say(claims -> claims.claim("roles", List.of("AUDITOR")));
    var visit = visit();
    assertThat(target(enter(visit))).isEqualTo("/console");
    assertThat(visit.get("/console").body()).isEqualTo("staff.zhang");
    assertThat(visit.get("/console/new").statusCode()).isEqualTo(200);
    assertThat(visit.get("/console/audit").statusCode()).isEqualTo(403);
  }

  @Test
  void who_has_no_account_here_stays_outside() {
    server.say(claims -> claims.claim("preferred_username", "stranger"));
    refused();
  }

  @Test
  void forged_borrowed_and_old_tokens_are_refused() throws Exception {
    server.say(claims -> claims.audience("another"));
    refused();
    server.say(claims -> claims.issuer("http://127.0.0.1:9"));
    refused();
    server.say(claims -> claims.claim("nonce", "another"));
    refused();
    var old = Date.from(Instant.now().minusSeconds(3600));
    server.say(claims -> claims.issueTime(old).expirationTime(old));
    refused();
    server.say(claims -> claims);
    server.forge();
    refused();
  }

  @Test
  void an_answer_that_nobody_asked_for_is_refused() {
    var visit = visit();
    assertThat(target(visit.get("/console/sign-in/from/office?code=c&state=s")))
        .isEqualTo("/console/sign-in?wrong");
    assertThat(visit.isIn()).isFalse();
  }

  private void refused() {
    var visit = visit();
    assertThat(target(enter(visit))).isEqualTo("/console/sign-in?wrong");
    assertThat(visit.isIn()).isFalse();
  }

  /** What a browser does: to the server, and from there back. */
  private HttpResponse<String> enter(ConsoleVisit visit) {
    var away = visit.get("/console/sign-in/with/office");
    var there = URI.create(away.headers().firstValue("Location").orElseThrow());
    try {
      var answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding());
      return visit.get(target(answer));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ConsoleVisit visit() {
    return new ConsoleVisit(hub.getWebServer().getPort());
  }

  /** The console's door without the house behind it. */
  @Configuration(proxyBeanMethods = false)
  @Import(ConsoleSecurity.class)
  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    OAuth2ClientAutoConfiguration.class,
    OAuth2ClientWebSecurityAutoConfiguration.class
  })
  static class Door {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    SystemKeys systemKeys() {
      return new SystemKeys(keys);
    }

    @Bean
    StaffDirectory staff() {
      var zhang =
          new StaffAccount("staff.zhang", Set.of(Role.WINDOW_CLERK), List.of("340000"), Set.of());
      return id -> id.equals(zhang.id()) ? Optional.of(zhang) : Optional.empty();
    }

    @Bean
    StaffLogins logins() {
      return new NoLogins();
    }

    @Bean
    CallerProofs callerProofs() {
      return new CallerProofs(id -> Proof.KEY, (system, nonce, at) -> true, Clock.systemUTC());
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
      return RouterFunctions.route()
          .GET("/console/closed", request -> ServerResponse.status(403).build())
          .GET(
              "/console/**",
              request -> {
                var who = SecurityContextHolder.getContext().getAuthentication().getPrincipal();
                return ServerResponse.ok().body(((Caller) who).id());
              })
          .build();
    }
  }

  /** Nobody has a password here. */
  private static final class NoLogins implements StaffLogins {
    @Override
    public Login find(String account) {
      return Login.NONE;
    }

    @Override
    public Optional<Integer> attempt(String account, Instant now) {
      return Optional.empty();
    }

    @Override
    public void succeeded(String account) {}

    @Override
    public boolean spend(String account, long step) {
      return false;
    }

    @Override
    public void password(String account, String hash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void secret(String account, String secret) {
      throw new UnsupportedOperationException();
    }
  }
}
