package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.Certificates;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.TimeGuard;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.FileSystemUtils;

/** A hub that speaks TLS only: with callers that show certificates, and one that has to sign. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class CallerProofTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-22T09:00:00");
  private static final Path VAR = HubTest.newVar();
  private static final Certificates CERTIFICATES = new Certificates(VAR);
  private static final Path HUB = CERTIFICATES.make("hub");
  private static final Path HOTLINE = CERTIFICATES.make("channel.hotline");
  private static final Path WEB = CERTIFICATES.make("channel.web");
  private static final Path STRANGER = CERTIFICATES.make("stranger");

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), VAR.resolve("config"));
    proof("hotline", "certificate");
    proof("desk", "signature");
    Path trusted = VAR.resolve("trusted.pem");
    for (String caller : new String[] {"channel.hotline", "channel.web"}) {
      Files.writeString(
          trusted,
          Files.readString(CERTIFICATES.pem(caller)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.config", () -> VAR.resolve("config").toString());
    registry.add("bancheng.broker.port", () -> "0");
    registry.add("bancheng.broker.key-store", HUB::toString);
    registry.add("bancheng.broker.key-store-password", () -> Certificates.PASSWORD);
    registry.add("server.ssl.key-store", HUB::toString);
    registry.add("server.ssl.key-store-password", () -> Certificates.PASSWORD);
    registry.add("server.ssl.trust-certificate", trusted::toString);
    registry.add("server.ssl.client-auth", () -> "want");
  }

  private static void proof(String channel, String how) throws IOException {
    Files.writeString(
        VAR.resolve("config/channels/" + channel + ".yaml"),
        "proof: " + how + "\n",
        StandardOpenOption.APPEND);
  }

  @Test
  void a_key_opens_only_beside_the_certificate_of_its_owner() throws Exception {
    assertThat(push(HOTLINE, "hotline", "PROOF-1").statusCode()).isEqualTo(201);
    for (Path shown : new Path[] {null, WEB, STRANGER}) {
      var refused = push(shown, "hotline", "PROOF-2");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("client certificate whose common name is its id");
    }
  }

  @Test
  void who_has_to_sign_is_told_so_and_others_need_no_certificate() throws Exception {
    var refused = push(null, "desk", "PROOF-4");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("signs its requests");
    var request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/api/v1/cases"))
            .header("Authorization", "Bearer " + secret("channel.web"))
            .build();
    assertThat(client(null).send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void the_broker_speaks_tls_and_nothing_else() throws Exception {
    String department = "department.340882.ybj";
    var sealed =
        new JmsConnectionFactory(
            "amqps://127.0.0.1:%d?transport.trustStoreLocation=%s&transport.trustStorePassword=%s"
                .formatted(broker.port(), trusting(), Certificates.PASSWORD));
    try (var connection = sealed.createConnection(department, secret(department));
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var letters = session.createConsumer(session.createQueue(department + ".cases"))) {
      connection.start();
      push(HOTLINE, "hotline", "PROOF-5");
      assertThat(letters.receive(30_000)).isNotNull();
    }
    var clear =
        new JmsConnectionFactory(
            "amqp://127.0.0.1:%d?amqp.idleTimeout=2000&jms.connectTimeout=2000"
                .formatted(broker.port()));
    assertThatThrownBy(() -> clear.createConnection(department, secret(department)).start())
        .isInstanceOf(JMSException.class);
  }

  private static Path trusting() {
    return CERTIFICATES.trust("hub");
  }

  private HttpResponse<String> push(Path shown, String channel, String number)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "https://127.0.0.1:%d/api/v1/channels/%s/cases".formatted(port, channel)))
            .header("Authorization", "Bearer " + secret("channel." + channel))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Orders.numbered(number)))
            .build();
    return client(shown).send(request, BodyHandlers.ofString());
  }

  private String secret(String system) {
    return new HubClient(port, VAR).secret(system);
  }

  private static HttpClient client(Path shown) {
    return HttpClient.newBuilder().sslContext(CERTIFICATES.client(shown, HUB)).build();
  }
}
