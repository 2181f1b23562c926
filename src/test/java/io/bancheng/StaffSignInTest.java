package io.bancheng;

import static io.bancheng.harness.ConsoleVisit.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.ConsoleVisit;
import io.bancheng.security.TotpCodes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** How members of staff come in, how long they stay, and what a browser may do with the pages. */
class StaffSignInTest extends HubTest {
  private static final String ACCOUNT = "/console/account";
  private static final String WRONG = "/console/sign-in?wrong";
  private static final String PASSWORD = "three quiet herons 三只鹭";
  private static final Pattern SECRET = Pattern.compile("([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})");

  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-19T09:00:00");
  }

  /** Other tests sign in by the first key. */
  @AfterEach
  void forget() {
    jdbc.update("delete from staff_login");
  }

  @Test
  void a_password_of_ones_own_takes_the_place_of_the_first_key() {
    var visit = in(key(), "");
    assertThat(set(visit, key(), "short").statusCode()).isEqualTo(422);
    assertThat(set(visit, key(), "auditor auditor auditor").statusCode()).isEqualTo(422);
    assertThat(set(visit, "not the key", PASSWORD).statusCode()).isEqualTo(422);
    assertThat(target(set(visit, key(), PASSWORD))).isEqualTo("/console/sign-in?changed");

    assertThat(visit.isIn()).isFalse();
    assertThat(in(key(), "").isIn()).isFalse();
    assertThat(in(PASSWORD, "").isIn()).isTrue();
    assertThat(jdbc.queryForObject("select password from staff_login", String.class))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void five_wrong_tries_lock_the_account_for_a_quarter_of_an_hour() {
    IntStream.range(0, 5)
        .forEach(n -> assertThat(target(tryIn(visit(), "guess " + n, ""))).isEqualTo(WRONG));
    assertThat(target(tryIn(visit(), key(), ""))).isEqualTo(WRONG);
    CLOCK.forward(Duration.ofMinutes(14));
    assertThat(in(key(), "").isIn()).isFalse();
    CLOCK.forward(Duration.ofMinutes(2));
    assertThat(in(key(), "").isIn()).isTrue();
    assertThat(jdbc.queryForObject("select tries from staff_login", Integer.class)).isZero();
  }

  @Test
  void many_guesses_at_once_are_not_more_guesses() {
    IntStream.range(0, 12).parallel().forEach(n -> tryIn(visit(), "guess " + n, ""));
    assertThat(jdbc.queryForObject("select tries from staff_login", Integer.class)).isEqualTo(5);
  }

  @Test
  void a_code_of_the_phone_is_asked_for_once_enrolled_and_works_once() {
    var visit = in(key(), "");
    var secret = SECRET.matcher(visit.get(ACCOUNT).body());
    assertThat(secret.find()).isTrue();
    String shared = secret.group(1).replace(" ", "");
    assertThat(enrol(visit, "000000").statusCode()).isEqualTo(422);
    assertThat(target(enrol(visit, code(shared)))).isEqualTo("/console/sign-in?changed");
    assertThat(jdbc.queryForObject("select secret from staff_login", byte[].class))
        .isNotEqualTo(shared.getBytes());

    CLOCK.forward(Duration.ofMinutes(1));
    String code = code(shared);
    assertThat(in(key(), "").isIn()).isFalse();
    assertThat(in(key(), code).isIn()).isTrue();
    assertThat(in(key(), code).isIn()).isFalse();
  }

  @Test
  void a_session_ends_after_half_an_hour_of_nothing_and_after_eight_hours() {
    var visit = in(key(), "");
    CLOCK.forward(Duration.ofMinutes(31));
    assertThat(target(visit.get("/console"))).isEqualTo("/console/sign-in?ended");

    var busy = in(key(), "");
    IntStream.range(0, 19)
        .forEach(
            n -> {
              assertThat(busy.isIn()).isTrue();
              CLOCK.forward(Duration.ofMinutes(25));
            });
    CLOCK.forward(Duration.ofMinutes(10));
    assertThat(busy.isIn()).isFalse();
  }

  @Test
  void signing_out_is_one_form_and_ends_the_session() {
    var visit = in(key(), "");
    assertThat(visit.post("/console/sign-out", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visit.isIn()).isTrue();
    visit.fill("/console", "/console/sign-out", Map.of());
    assertThat(visit.isIn()).isFalse();
  }

  @Test
  void a_form_without_its_token_changes_nothing() {
    var visit = in(key(), "");
    for (String path : List.of(ACCOUNT + "/password", ACCOUNT + "/second-factor", "/console/new")) {
      assertThat(visit.post(path, Map.of("present", key())).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(visit().post("/console/sign-in", Map.of("account", "auditor", "key", key())))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
  }

  @Test
  void pages_tell_the_browser_to_be_strict() {
    var page = visit().get("/console/sign-in").headers();
    assertThat(page.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(page.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(page.firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.firstValue("Server")).isEmpty();
    assertThat(page.allValues("Set-Cookie"))
        .anySatisfy(c -> assertThat(c).contains("JSESSIONID", "HttpOnly", "SameSite=Lax"));
    assertThat(visit().get("/console/cases").headers().firstValue("Location").orElse(""))
        .doesNotContain("jsessionid");
  }

  @Test
  void a_session_gets_a_new_name_when_somebody_signs_in() {
    var visit = visit();
    String before = cookie(visit.get("/console/sign-in"));
    String after = cookie(tryIn(visit, key(), ""));
    assertThat(after).isNotBlank().isNotEqualTo(before);
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
  }

  private ConsoleVisit in(String password, String code) {
    var visit = visit();
    tryIn(visit, password, code);
    return visit;
  }

  private static HttpResponse<String> tryIn(ConsoleVisit visit, String password, String code) {
    return visit.signIn("auditor", password, code);
  }

  private HttpResponse<String> set(ConsoleVisit visit, String present, String fresh) {
    return visit.fill(
        ACCOUNT, ACCOUNT + "/password", Map.of("present", present, "fresh", fresh, "again", fresh));
  }

  private HttpResponse<String> enrol(ConsoleVisit visit, String code) {
    return visit.fill(ACCOUNT, ACCOUNT + "/second-factor", Map.of("present", key(), "code", code));
  }

  private static String code(String secret) {
    return TotpCodes.at(secret, CLOCK.instant());
  }

  private ConsoleVisit visit() {
    return new ConsoleVisit(port);
  }

  private String key() {
    return hub().secret("staff.auditor");
  }
}
