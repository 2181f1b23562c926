package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Sha256;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.Certificates;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.harness.OutsideSystem.Mood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department whose system takes letters over HTTP, well and unwell in every way we know. */
class RestAdapterTest extends CarriedAdapterContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Departments whose systems differ in how they are called; none gets cases by itself here. */
  private static final String IDEMPOTENT = "340882.gaj";

  private static final String ASKED = "340882.mzj";
  private static final String XML = "340882.rsj";
  private static final String FORM = "340882.sjj";
  private static final String SECURE = "341322.bdc";
  private static final String DECEIVED = "341322.rsj";

  private static final String WORDS =
      """
      version: 1
      letters:
        as: %s
        charset: GB18030
      %s  fields:
          head.msgId: messageId
          head.type: messageType
          body.caseNo: caseNo
          body.title: demand.title
      receipt:
        taken: %s
        refused: %s
      """;

  /** Five more that are called in the simplest way. */
  private static final List<String> PLAIN =
      List.of("340202.jjzd", "341322.scj", "341322.swj", "341522.gaj", "341522.jyj");

  private static final OutsideSystem OFFICE = new OutsideSystem();
  private static final Map<String, OutsideSystem> OTHERS = new ConcurrentHashMap<>();
  private static final AdapterHome HOME = home(new AdapterHome());

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  private static AdapterHome home(AdapterHome home) {
    home.department(
            "340882-ybj",
            """
            adapter: rest
            pace: { concurrency: 4, perSecond: 200 }
            rest: { url: "%s", auth: bearer, connect: 1s, response: 2s, total: 4s }
            """
                .formatted(OFFICE.url()))
        .secret("department.340882.ybj.rest", "the-bureaus-own-secret");
    other(home, IDEMPOTENT, "auth: apiKey, header: X-Api-Key, onUnknown: retry", "");
    other(home, ASKED, "auth: hmac, method: PUT, onUnknown: lookup", "");
    other(home, XML, "auth: basic, user: hub", "mapping: rsj-xml\n");
    other(home, FORM, "auth: none", "mapping: sjj-form\n");
    home.mapping(
        "rsj-xml",
        WORDS.formatted("xml", "  root: 工单\n", "'Result.Code = \"0\"'", "'Result.Code = \"9\"'"));
    home.mapping("sjj-form", WORDS.formatted("form", "", "'code = 0'", "'code = 9'"));
    PLAIN.forEach(id -> other(home, id, "auth: none", ""));
    certificates(home);
    return home;
  }

  private static void other(AdapterHome home, String id, String settings, String mapping) {
    var system = OTHERS.computeIfAbsent(id, i -> new OutsideSystem());
    boolean named = settings.contains("lookup");
    String url = system.url() + (named ? "/{hubMsgId}" : "");
    String lookup = named ? ", lookup: \"" + system.url() + "/{hubMsgId}/state\"" : "";
    home.department(
            id.replace('.', '-'),
            """
            adapter: rest
            %space: { concurrency: 2, perSecond: 200 }
            rest: { url: "%s", %s%s, connect: 1s, response: 2s, total: 4s }
            """
                .formatted(mapping, url, settings, lookup))
        .secret("department." + id + ".rest", "secret-of-" + id);
  }

  private static void certificates(AdapterHome home) {
    var made = new Certificates(home.var().resolve("keys"));
    Path server = made.make("test-server");
    Path client = made.make("test-client");
    Path stranger = made.make("test-stranger");
    move(client, home.var().resolve("keys/department." + SECURE + ".client.p12"));
    client = home.var().resolve("keys/department." + SECURE + ".client.p12");
    home.secret("department." + SECURE + ".client", Certificates.PASSWORD);
    OTHERS.put(SECURE, new OutsideSystem(made.server(server, client)));
    OTHERS.put(DECEIVED, new OutsideSystem(made.server(stranger, client)));
    String authority = ", authority: keys/test-server.pem";
    other(home, SECURE, "auth: certificate" + authority, "");
    other(home, DECEIVED, "auth: bearer" + authority, "");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() {
    OFFICE.close();
    OTHERS.values().forEach(OutsideSystem::close);
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    Stream.concat(Stream.of(OFFICE), OTHERS.values().stream())
        .forEach(
            system -> {
              system.is(status(200));
              if (system.isDown()) {
                system.up();
              }
            });
  }

  @Override
  void down() {
    OFFICE.down();
  }

  @Override
  void busy() {
    OFFICE.is(status(503, "Retry-After", "1"));
  }

  @Override
  void unsure() {
    OFFICE.is(RestAdapterTest::hangUp);
  }

  @Override
  List<Got> got() {
    return OFFICE.requests().stream()
        .map(r -> new Got(r.key(), json(r.body()).path("caseNo").asText()))
        .toList();
  }

  @Test
  void the_letter_goes_out_as_it_is_with_its_key_and_the_secret_and_nothing_else() {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    var request = requests(OFFICE, assignment(caseNo)).get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.authorization()).isEqualTo("Bearer the-bureaus-own-secret");
    assertThat(json(request.body()).path("messageId").asText()).isEqualTo(request.key());
    assertThat(request.headers().keySet().stream().map(String::toLowerCase))
        .isSubsetOf(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "idempotency-key",
            "transfer-encoding",
            "user-agent",
            "accept-encoding",
            "upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500", "302", "garbage", "endless", "drip", "hang", "hangup", "large", "100"})
  void an_outcome_that_nobody_knows_is_parked_and_never_sent_again(String how) {
    var over = new CountDownLatch(1);
    OFFICE.is(unwell(how, over));
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("PARKED"));
    over.countDown();
    well();
    String next = order();
    eventually(() -> assertThat(states(next)).containsExactly("DELIVERED"));
    assertThat(got(caseNo)).hasSize(1);
    assertThat(evidence(caseNo).path("bytesSent").asBoolean()).isTrue();
    assertThat(evidence(caseNo).path("requestSha256").asText())
        .isEqualTo(Sha256.hex(requests(OFFICE, assignment(caseNo)).get(0).raw()));
  }

  @Test
  void a_refusal_is_parked_and_the_next_goes_on_and_a_person_sends_it_again() {
    OFFICE.is(answer(422, "{\"msg\":\"缺少身份证号\"}"));
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("REJECTED"));
    well();
    String next = order();
    eventually(() -> assertThat(states(next)).containsExactly("DELIVERED"));
    assertThat(evidence(caseNo).path("status").asInt()).isEqualTo(422);
    assertThat(evidence(caseNo).path("detail").asText()).contains("缺少身份证号");
    assertThat(parkedFor("REFUSED")).isNotEmpty();
    assertThat(hub().retryParked(parked(caseNo)).status()).isEqualTo(202);
    sooner(() -> assertThat(got(caseNo)).hasSize(2));
    assertThat(got(caseNo)).extracting(Got::key).doesNotHaveDuplicates();
  }

  @Test
  void what_is_known_already_counts_as_delivered() {
    OFFICE.is(status(409));
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("DELIVERED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "-5", "0", "99999999999999999999", "", "Tue, 13 Oct 1926 01:00:00 GMT"})
  void an_odd_word_about_when_to_come_again_stops_nothing(String retryAfter) {
    OFFICE.is(status(429, "Retry-After", retryAfter));
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).startsWith("FAILED"));
    well();
    sooner(() -> assertThat(states(caseNo)).endsWith("DELIVERED"));
  }

  @Test
  void ten_years_are_a_quarter_of_an_hour() {
    OFFICE.is(status(429, "Retry-After", "315360000"));
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).startsWith("FAILED"));
    well();
    CLOCK.forward(Duration.ofMinutes(14));
    String next = order();
    eventually(() -> assertThat(states(next)).containsExactly("PENDING"));
    CLOCK.forward(Duration.ofMinutes(2));
    eventually(() -> assertThat(states(caseNo)).endsWith("DELIVERED"));
    eventually(() -> assertThat(states(next)).endsWith("DELIVERED"));
  }

  @Test
  void a_cut_line_is_probed_with_one_letter_and_mended_by_it() {
    OFFICE.down();
    var cases = Stream.generate(this::order).limit(8).toList();
    eventually(() -> assertThat(breaker()).isEqualTo("OPEN"));
    long tried = failures(cases);
    assertThat(tried).isBetween(5L, 8L);
    OFFICE.up();
    OFFICE.is(status(500));
    CLOCK.forward(Duration.ofSeconds(31));
    eventually(() -> assertThat(parkedOf(cases)).isEqualTo(1));
    assertThat(breaker()).isEqualTo("OPEN");
    well();
    CLOCK.forward(Duration.ofSeconds(31));
    assertThat(breaker()).as("the second wait is longer").isEqualTo("OPEN");
    CLOCK.forward(Duration.ofSeconds(31));
    eventually(() -> assertThat(breaker()).isEqualTo("CLOSED"));
    eventually(
        () -> assertThat(cases.stream().filter(c -> states(c).contains("DELIVERED"))).hasSize(7));
  }

  @Test
  void a_department_that_declared_itself_idempotent_gets_it_again_under_the_same_key() {
    var system = OTHERS.get(IDEMPOTENT);
    system.is(status(500));
    String letter = bring(IDEMPOTENT);
    sooner(() -> assertThat(requests(system, letter)).hasSizeGreaterThanOrEqualTo(3));
    system.is(status(200));
    sooner(() -> assertThat(attempts(letter)).endsWith("DELIVERED").contains("IN_DOUBT"));
    assertThat(requests(system, letter).get(0).headers().getFirst("X-Api-Key"))
        .isEqualTo("secret-of-" + IDEMPOTENT);
  }

  @Test
  void a_department_that_can_be_asked_is_asked_and_only_what_it_has_not_is_sent_again() {
    var system = OTHERS.get(ASKED);
    var has = ConcurrentHashMap.<String>newKeySet();
    var broken = ConcurrentHashMap.<String>newKeySet();
    system.is(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (exchange.getRequestMethod().equals("GET")) {
            boolean known = has.contains(path.replace("/state", ""));
            exchange.sendResponseHeaders(known ? 200 : 404, -1);
          } else if (broken.add(path)) {
            if (has.isEmpty()) {
              has.add(path);
            }
            hangUp(exchange);
          } else {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    String arrived = bring(ASKED);
    eventually(() -> assertThat(attempts(arrived)).containsExactly("IN_DOUBT"));
    sooner(() -> assertThat(attempts(arrived)).containsExactly("DELIVERED"));
    String lost = bring(ASKED);
    sooner(() -> assertThat(attempts(lost)).containsExactly("IN_DOUBT", "DELIVERED"));
    assertThat(puts(system, arrived)).hasSize(1);
    assertThat(puts(system, lost)).hasSize(2);
    assertThat(puts(system, lost).get(0).path()).isEqualTo("/take/" + lost);
  }

  @Test
  void a_signature_covers_method_path_time_nonce_and_body() throws Exception {
    var system = OTHERS.get(ASKED);
    String letter = bring(ASKED);
    eventually(() -> assertThat(puts(system, letter)).hasSize(1));
    var request = puts(system, letter).get(0);
    String at = request.headers().getFirst("X-Hub-Timestamp");
    assertThat(Long.parseLong(at))
        .isCloseTo(CLOCK.instant().getEpochSecond(), org.assertj.core.api.Assertions.within(60L));
    String text =
        String.join(
            "\n",
            "PUT",
            "/take/" + letter,
            at,
            request.headers().getFirst("X-Hub-Nonce"),
            Sha256.hex(request.raw()));
    var mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(
        new javax.crypto.spec.SecretKeySpec(
            ("secret-of-" + ASKED).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(request.headers().getFirst("X-Hub-Signature"))
        .isEqualTo(
            java.util.HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void a_department_gets_xml_in_gb18030_and_its_receipt_decides() {
    var system = OTHERS.get(XML);
    system.is(answer(200, "<Result><Code>0</Code></Result>"));
    String letter = bring(XML);
    eventually(() -> assertThat(attempts(letter)).containsExactly("DELIVERED"));
    var request = requests(system, letter).get(0);
    String text = new String(request.raw(), GB18030);
    assertThat(text)
        .startsWith("<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<工单><head><msgId>" + letter)
        .contains("<title>异地就医备案失败</title>");
    assertThat(request.headers().getFirst("Content-Type"))
        .isEqualTo("application/xml; charset=GB18030");
    assertThat(request.authorization())
        .isEqualTo(
            "Basic "
                + java.util.Base64.getEncoder()
                    .encodeToString(("hub:secret-of-" + XML).getBytes(StandardCharsets.UTF_8)));
    system.is(answer(200, "<Result><Code>9</Code></Result>"));
    String refused = bring(XML);
    eventually(() -> assertThat(attempts(refused)).containsExactly("REJECTED"));
    system.is(answer(200, "<html>请登录</html>"));
    String unclear = bring(XML);
    eventually(() -> assertThat(attempts(unclear)).containsExactly("PARKED"));
  }

  @Test
  void a_department_gets_a_form_in_gb18030() {
    var system = OTHERS.get(FORM);
    system.is(answer(200, "{\"code\":0}"));
    String letter = bring(FORM);
    eventually(() -> assertThat(attempts(letter)).containsExactly("DELIVERED"));
    var request = requests(system, letter).get(0);
    var fields =
        Stream.of(new String(request.raw(), StandardCharsets.US_ASCII).split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], GB18030)));
    assertThat(fields).containsEntry("body.title", "异地就医备案失败").containsEntry("head.msgId", letter);
    assertThat(request.headers().getFirst("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded; charset=GB18030");
  }

  @Test
  void a_department_sees_the_hubs_certificate_and_a_wrong_server_gets_nothing() {
    String letter = bring(SECURE);
    eventually(() -> assertThat(attempts(letter)).containsExactly("DELIVERED"));
    String kept = bring(DECEIVED);
    eventually(() -> assertThat(attempts(kept)).startsWith("FAILED"));
    assertThat(OTHERS.get(DECEIVED).requests()).isEmpty();
  }

  @Test
  void one_dead_department_of_ten_delays_no_other() {
    var living = new ArrayList<>(List.of(DEPARTMENT, IDEMPOTENT, ASKED, SECURE));
    living.addAll(PLAIN);
    var over = new CountDownLatch(1);
    Duration well = slowest(living);
    OTHERS.get(FORM).is(unwell("hang", over));
    for (int i = 0; i < 6; i++) {
      bring(FORM);
    }
    Duration beside = slowest(living);
    over.countDown();
    assertThat(beside)
        .as("beside a dead one; all well it took %s", well)
        .isLessThan(longer(well.multipliedBy(2), Duration.ofSeconds(2)));
  }

  @Test
  void operations_see_a_line_and_pause_drain_and_resume_it() {
    String id = DepartmentId.parse(DEPARTMENT).toString();
    String line = "/api/v1/departments/" + id;
    assertThat(hub().post("staff.admin", line + "/pause").body().path("mode").asText())
        .isEqualTo("PAUSED");
    String owed = order();
    eventually(() -> assertThat(states(owed)).containsExactly("PENDING"));
    var paused = hub().get("staff.admin", line + "/health").body();
    assertThat(paused.path("undelivered").asInt()).isPositive();
    assertThat(paused.path("modeBy").asText()).isEqualTo("staff.admin");
    assertThat(hub().post("staff.admin", line + "/drain").status()).isEqualTo(200);
    String later = order();
    eventually(() -> assertThat(states(owed)).containsExactly("DELIVERED"));
    eventually(() -> assertThat(states(later)).containsExactly("PENDING"));
    assertThat(hub().post("staff.admin", line + "/resume").status()).isEqualTo(200);
    eventually(() -> assertThat(states(later)).containsExactly("DELIVERED"));
    var well = hub().get("staff.admin", line + "/health").body();
    assertThat(well.path("breaker").asText()).isEqualTo("CLOSED");
    assertThat(well.path("lastSuccessAt").asText()).isNotEmpty();
    assertThat(well.path("adapter").asText()).isEqualTo("rest");
  }

  @Test
  void only_staff_sees_lines_and_no_letter_of_another_line_is_decided_on() {
    assertThat(hub().get("department." + DEPARTMENT, "/api/v1/departments").status())
        .isEqualTo(403);
    var all = hub().get("staff.admin", "/api/v1/departments").body().path("departments");
    assertThat(all).hasSizeGreaterThan(10);
    String unbrought = "/api/v1/departments/341522:ybj/deliveries/x/cancel";
    assertThat(hub().post("staff.admin", unbrought).status()).isEqualTo(409);
    assertThat(hub().get("staff.admin", "/api/v1/departments/341522:nix/health").status())
        .isEqualTo(404);
    String secure = "/api/v1/departments/" + DepartmentId.parse(SECURE) + "/health";
    assertThat(hub().get("staff.admin", secure).body().path("certificateExpiresAt").asText())
        .startsWith("20");
  }

  @Test
  void a_case_shows_every_attempt_with_its_evidence_and_a_person_confirms_one_in_doubt() {
    unsure();
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("PARKED"));
    String path = "/api/v1/cases/" + caseNo + "/deliveries";
    var attempt = hub().get("staff.admin", path).body().at("/attempts/0");
    assertThat(attempt.path("state").asText()).isEqualTo("PARKED");
    assertThat(attempt.at("/evidence/0/seen/bytesSent").asBoolean()).isTrue();
    assertThat(hub().get("department." + DEPARTMENT, path).status()).isEqualTo(403);
    String letter =
        "/api/v1/departments/"
            + DepartmentId.parse(DEPARTMENT)
            + "/deliveries/"
            + assignment(caseNo);
    assertThat(hub().post("staff.admin", letter + "/confirm").status()).isEqualTo(204);
    assertThat(hub().post("staff.admin", letter + "/confirm").status()).isEqualTo(404);
    assertThat(states(caseNo)).containsExactly("DELIVERED");
  }

  /** How long the slowest of many letters took to these departments. */
  private Duration slowest(List<String> departments) {
    var letters = new ArrayList<String>();
    long from = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      departments.forEach(d -> letters.add(bring(d)));
    }
    long brought = System.nanoTime();
    eventually(
        () ->
            assertThat(letters)
                .allSatisfy(l -> assertThat(attempts(l)).containsExactly("DELIVERED")));
    return Duration.ofNanos(System.nanoTime() - brought)
        .plusNanos((brought - from) / letters.size());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A letter of another department's case, brought to this one; its id. */
  private String bring(String department) {
    String letter = assignment(order("341522"));
    assertThat(deliveries.enter(letter, department, CLOCK.instant())).isTrue();
    return letter;
  }

  private List<String> attempts(String letter) {
    return jdbc.queryForList(
        "select state from delivery where msg_id = ?::uuid order by attempt", String.class, letter);
  }

  private static List<OutsideSystem.Request> requests(OutsideSystem system, String letter) {
    return system.requests().stream().filter(r -> letter.equals(r.key())).toList();
  }

  private static List<OutsideSystem.Request> puts(OutsideSystem system, String letter) {
    return system.requests().stream()
        .filter(r -> r.method().equals("PUT") && r.path().endsWith(letter))
        .toList();
  }

  private String breaker() {
    return lines.standing(DepartmentId.parse(DEPARTMENT)).breaker();
  }

  private long failures(List<String> cases) {
    return cases.stream().flatMap(c -> states(c).stream()).filter("FAILED"::equals).count();
  }

  private long parkedOf(List<String> cases) {
    return cases.stream().filter(c -> states(c).contains("PARKED")).count();
  }

  private JsonNode evidence(String caseNo) {
    String all =
        jdbc.queryForObject(
            "select evidence from delivery where msg_id = ?::uuid order by attempt limit 1",
            String.class,
            assignment(caseNo));
    return json(all).get(0).path("seen");
  }

  private static Mood answer(int status, String body) {
    return exchange -> {
      byte[] raw = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain;charset=UTF-8");
      exchange.sendResponseHeaders(status, raw.length);
      exchange.getResponseBody().write(raw);
    };
  }

  private static Mood unwell(String how, CountDownLatch over) {
    return switch (how) {
      case "500" -> status(500);
      case "302" -> status(302, "Location", OFFICE.url() + "/elsewhere");
      case "garbage" -> answer(200, "<html><body>请先登录</body></html>");
      case "100" -> answer(200, "100");
      case "hang" -> exchange -> pause(over, 30_000);
      case "hangup" -> RestAdapterTest::hangUp;
      case "large" -> answer(200, "{\"x\":\"" + "a".repeat(1 << 20) + "\"}");
      case "endless" -> exchange -> stream(exchange, over, 0, "a".repeat(8192));
      case "drip" -> exchange -> stream(exchange, over, 1000, " ");
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static void stream(HttpExchange exchange, CountDownLatch over, long millis, String piece)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    while (!pause(over, millis)) {
      out.write(piece.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private static boolean pause(CountDownLatch over, long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Reads the letter and says nothing. */
  private static void hangUp(HttpExchange exchange) {
    exchange.close();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
