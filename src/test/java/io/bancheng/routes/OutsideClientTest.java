package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.harness.OutsideSystem;
import io.bancheng.routes.OutsideClient.Neighbourhood;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideClientTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[fe80::1]",
        "0.0.0.0",
        "100.100.100.200",
        "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]",
        "224.0.0.1"
      })
  void an_address_of_the_neighbourhood_is_not_called(String host) throws IOException {
    assertThat(Neighbourhood.refused(InetAddress.getByName(host))).isTrue();
    try (var client = client()) {
      assertThatThrownBy(() -> call(client, "http://" + host + ":9/"))
          .isInstanceOf(OutsideClient.NotSent.class)
          .hasCauseInstanceOf(UnknownHostException.class)
          .hasMessageContaining("does not call");
    }
  }

  @Test
  void a_redirect_is_not_followed_and_a_body_not_read() throws IOException {
    try (var system = new OutsideSystem();
        var client = client()) {
      system.up();
      system.is(OutsideSystem.status(307, "Location", system.url() + "/elsewhere"));
      assertThat(call(client, system.url())).isEqualTo(307);
      assertThat(system.requests()).hasSize(1);
    }
  }

  @Test
  void a_body_that_nobody_wants_keeps_no_connection() throws IOException {
    try (var system = new OutsideSystem();
        var client = client()) {
      system.up();
      system.is(
          exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
          });
      for (int call = 0; call < 20; call++) {
        assertThat(call(client, system.url())).isEqualTo(200);
      }
    }
  }

  @Test
  void a_server_that_drips_its_header_is_left_after_ten_seconds() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = client()) {
      var dripping = new Thread(() -> drip(socket));
      dripping.setDaemon(true);
      dripping.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThatThrownBy(
                          () -> call(client, "http://127.0.0.1:" + socket.getLocalPort() + "/"))
                      .isInstanceOf(IOException.class));
    }
  }

  private static void drip(ServerSocket socket) {
    try (var connection = socket.accept()) {
      for (int i = 0; i < 600; i++) {
        connection.getOutputStream().write(i == 0 ? 'H' : 'x');
        connection.getOutputStream().flush();
        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      // the caller hung up, as it should
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CloseableHttpClient client() {
    var builder = HttpClientBuilder.create();
    new OutsideClient().configureHttpClient(builder);
    return builder.build();
  }

  private static int call(CloseableHttpClient client, String url) throws IOException {
    return client.execute(new HttpPost(url), response -> response.getCode());
  }
}
