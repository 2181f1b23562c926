package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.RequestSignature;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Systems that sign their requests instead of showing their key. */
class SignedRequestTest extends HubTest {
  private static final String CASES = "/api/v1/channels/hotline/cases";
  private static final String HOTLINE = "channel.hotline";

  @Autowired JdbcTemplate jdbc;
  @Autowired RetentionWatch retention;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-21T09:00:00");
  }

  @ParameterizedTest
  @EnumSource
  void a_signed_push_is_taken_once(RequestSignature algorithm) {
    String order = Orders.numbered("SIGNED-" + algorithm);
    var headers = signed(algorithm, CASES, order, "nonce-of-" + algorithm, 0);
    var taken = post(CASES, order, headers);
    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.text("caseNo")).isNotBlank();
    var again = post(CASES, order, headers);
    assertThat(again.status()).as("the same once more").isEqualTo(401);
    assertThat(again.text("detail")).contains("X-Hub-Nonce was used before");
  }

  @Test
  void what_was_changed_on_the_way_is_refused() {
    String order = Orders.numbered("SIGNED-CHANGED");
    var headers = signed(RequestSignature.SHA256, CASES, order, "nonce-changed", 0);
    forged(post(CASES, order + " ", headers));
    forged(post("/api/v1/channels/hotline/messages", order, headers));
    forged(post(CASES, order, with(headers, RequestSignature.NONCE, "nonce-other")));
    forged(post(CASES, order, with(headers, "X-Hub-System", "channel.web")));
    forged(post(CASES, order, with(headers, "X-Hub-System", "channel.nobody")));
    forged(post(CASES, order, with(headers, "X-Hub-System", "../hub")));
    forged(post(CASES, order, with(headers, RequestSignature.SIGNATURE, "sm3:00")));
    assertThat(post(CASES, order, headers).status()).as("as it was sent").isEqualTo(201);
  }

  @Test
  void a_key_beside_a_wrong_signature_does_not_help() {
    String order = Orders.numbered("SIGNED-BOTH");
    var headers = signed(RequestSignature.SHA256, CASES, order, "nonce-both", 0);
    var both = with(headers, "Authorization", "Bearer " + hub().secret(HOTLINE));
    forged(post(CASES, order + " ", both));
  }

  @Test
  void a_forged_signature_is_audited_like_a_wrong_key() {
    String order = Orders.numbered("SIGNED-AUDIT");
    var headers = signed(RequestSignature.SHA256, CASES, order, "nonce-audited", 0);
    forged(post(CASES, order + " ", headers));
    var refused = hub().get("staff.auditor", "/api/v1/audit?what=KEY").body().path("entries");
    assertThat(refused.findValuesAsText("outcome")).contains("REFUSED");
  }

  @Test
  void old_requests_and_those_of_the_future_are_refused() {
    String order = Orders.numbered("SIGNED-OLD");
    for (long off : new long[] {-301, 301}) {
      var answer =
          post(CASES, order, signed(RequestSignature.SHA256, CASES, order, "nonce-old", off));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("detail")).contains("five minutes");
    }
    var young = signed(RequestSignature.SHA256, CASES, order, "nonce-old", -299);
    assertThat(post(CASES, order, young).status()).isEqualTo(201);
  }

  @Test
  void a_signature_without_all_its_headers_says_which_there_are() {
    String order = Orders.numbered("SIGNED-PART");
    for (String missing :
        new String[] {"X-Hub-System", RequestSignature.NONCE, RequestSignature.TIMESTAMP}) {
      var headers = new HashMap<>(signed(RequestSignature.SHA256, CASES, order, "nonce-part", 0));
      headers.remove(missing);
      var answer = post(CASES, order, headers);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("detail")).contains("X-Hub-System");
    }
  }

  @Test
  void a_body_of_unknown_or_too_great_length_is_not_read() throws IOException {
    assertThat(answerBeforeBody("Transfer-Encoding: chunked")).startsWith("HTTP/1.1 411");
    assertThat(answerBeforeBody("Content-Length: 1000000000")).startsWith("HTTP/1.1 413");
  }

  @Test
  void asking_is_signed_with_its_query() {
    String path = "/api/v1/cases?limit=1";
    var headers = signed(RequestSignature.SHA256, path, "", "GET", "nonce-asking", 0);
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET();
    headers.forEach(request::header);
    assertThat(hub().send(request).status()).isEqualTo(200);
  }

  @Test
  void used_words_are_forgotten_when_their_requests_are_old() {
    String order = Orders.numbered("SIGNED-WORD");
    var headers = signed(RequestSignature.SHA256, CASES, order, "nonce-forgotten", 0);
    post(CASES, order, headers);
    retention.look();
    assertThat(kept("nonce-forgotten")).isEqualTo(1);
    CLOCK.turnTo("2026-10-21T09:31:00");
    retention.look();
    assertThat(kept("nonce-forgotten")).isZero();
    assertThat(post(CASES, order, headers).text("detail")).contains("five minutes");
  }

  private String answerBeforeBody(String header) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head =
          String.join(
              "\r\n",
              "POST " + CASES + " HTTP/1.1",
              "Host: hub",
              RequestSignature.SIGNATURE + ": x",
              header,
              "",
              "");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  private int kept(String nonce) {
    return jdbc.queryForObject(
        "select count(*) from used_nonce where nonce = ?", Integer.class, nonce);
  }

  private static void forged(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("detail")).contains("not that of this request");
  }

  private Answer post(String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return hub().send(request);
  }

  private Map<String, String> signed(
      RequestSignature algorithm, String path, String body, String nonce, long off) {
    return signed(algorithm, path, body, "POST", nonce, off);
  }

  private Map<String, String> signed(
      RequestSignature algorithm, String path, String body, String method, String nonce, long off) {
    var request =
        new RequestSignature.Request(
            method,
            path,
            body.getBytes(StandardCharsets.UTF_8),
            String.valueOf(CLOCK.instant().getEpochSecond() + off),
            nonce);
    return with(algorithm.headers(hub().secret(HOTLINE), request), "X-Hub-System", HOTLINE);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
