package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.JourneyPost;
import io.bancheng.harness.JourneyTasks;
import io.bancheng.harness.Orders;
import io.bancheng.harness.ShippedSample;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.TimeGuard;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * Plays the scenarios of {@code src/test/resources/journeys}, one line after the other:
 *
 * <pre>
 * at TIME                                  turn the clock (Asia/Shanghai)
 * push ORDER REGION TITLE | CONTENT [| KEY VALUE...]
 *                                          the hotline pushes an order, with these fields besides
 * remember NAME                            this case is {NAME} from now on; it is {case} meanwhile
 * note STATUS TYPE [KEY VALUE]...          the hotline says something about its order
 * DEPARTMENT REPLY [KEY VALUE]...          a department replies about its assignment
 * staff ACTION JSON                        a person decides; {assignment} is the first one's id,
 *                                          {340882.ybj} the latest of that department
 * refused STATUS ACTION JSON               a person may not decide so
 * as ACCOUNT                               that member of staff decides from now on, admin at first
 * hidden                                   the case is not there for them, nor in their list
 * shown                                    it is
 * noted EVENT TIMES                        the timeline has so many events of that type
 * answers DEPARTMENT ORDER WORDS           a department's system answers a supervision order
 * task ROLE KIND LIGHT                     that task about the case is in the account's list, so near its end
 * notask ROLE KIND                         it is not
 * duty ROLE KIND REGION                    the desk of that task is that region's today
 * ordered ROLE KIND@CASE...                these stand so in the list of the case's region
 * alarm KIND SUBJECT                       such an alert is open
 * because WORDS                            words in the Chinese answer to what was refused last
 * counter SAMPLE NUMBER                    the window registers a shipped form under that number
 * listed LIST DUE                          the case is on that list of staff's, due then
 * unlisted LIST                            it is not
 * alerted KIND                             an alert about the case's round is open
 * expect PATH VALUE                        a field of the case, e.g. status, lead, classification.decision.ruleId
 * deadline KIND STATE DUE                  a deadline of the case
 * assigned DEPARTMENT                      the department has the assignment in its queue
 * told DEPARTMENT TYPE                     the department has a message of that type
 * quiet DEPARTMENT TYPE                    the department has no message of that type
 * answer TYPE                              the channel that sent it has a message of that type
 * mail SAMPLE NAME                         a shipped mail comes from NAME@example.com
 * mailed SUBJECT                           its writer has a mail with that in its subject
 * bounced                                  the latest of them comes back undelivered
 * texted                                   the gateway of text messages has one about the case
 * receipt DELIVERED|FAILED                 what became of it
 * </pre>
 *
 * The hub is one of its own, because its files name a mail server and a gateway.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class JourneyTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-09T10:08:01");
  private static final JourneyPost POST = new JourneyPost();
  private static final Path VAR = POST.var();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  /** The ledger's time is the turned one too, and turning it is no jump. */
  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;

  private final Map<String, Department> systems = new HashMap<>();
  private static final Pattern DEPARTMENT = Pattern.compile("\\{(\\d{6}\\.[a-z]+)}");

  private final Map<String, String> names = new HashMap<>();
  private final List<String> played = new ArrayList<>();
  @Autowired private CaseReader reader;
  private String refusal;
  private String account;
  private String writer;
  private String channel = "hotline";
  private String order;
  private String caseNo;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.config", () -> VAR.resolve("config").toString());
    registry.add("bancheng.broker.port", () -> "0");
  }

  @TestFactory
  Stream<DynamicTest> journeys() throws IOException {
    var journeys =
        Files.list(Path.of("src/test/resources/journeys"))
            .sorted()
            .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
    return Stream.concat(
        journeys,
        Stream.of(
            DynamicTest.dynamicTest("every transition of both tables was taken", this::covered)));
  }

  /** Both tables against the events of what was played; the whole folder, or it says nothing. */
  private void covered() {
    var taken = new TakenTransitions();
    played.forEach(
        no -> taken.follow(reader.events(no).stream().map(CaseReader.Entry::event).toList()));
    assertThat(taken.missing()).as("rows that no journey takes").isEmpty();
  }

  @AfterAll
  void close() throws JMSException {
    for (Department system : systems.values()) {
      system.close();
    }
    POST.close();
  }

  private void play(Path file) throws IOException {
    account = "staff.admin";
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        try {
          step(text.strip().split("\\s+", 3));
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(file + ":" + line + ": " + text + "\n" + e.getMessage(), e);
        }
      }
    }
  }

  private void step(String[] words) {
    String rest = words.length > 2 ? words[2] : "";
    switch (words[0]) {
      case "at" -> CLOCK.turnTo(words[1]);
      case "push" -> push(words[1], rest);
      case "counter" -> counter(words[1], rest);
      case "listed" -> eventually(() -> assertThat(listed(words[1])).contains(rest));
      case "unlisted" -> eventually(() -> assertThat(listed(words[1])).isEmpty());
      case "alerted" -> eventually(() -> assertThat(alerts()).contains(words[1]));
      case "remember" -> names.put(words[1], caseNo);
      case "note" -> note(words[1], rest.split("\\s+"));
      case "staff" -> staff(words[1], rest.isEmpty() ? "{}" : rest);
      case "refused" -> refused(Integer.parseInt(words[1]), rest.split("\\s+", 2));
      case "as" -> account = "staff." + words[1];
      case "shown" -> assertThat(shown()).containsExactly(true, true);
      case "hidden" -> assertThat(shown()).containsExactly(false, false);
      case "task" -> eventually(() -> assertThat(tasks().lights(words[1])).contains(rest));
      case "notask" -> eventually(() -> assertThat(tasks().kinds(words[1])).doesNotContain(rest));
      case "duty" ->
          assertThat(tasks().desk(words[1], rest.split("\\s+")[0]))
              .isEqualTo(rest.split("\\s+")[1]);
      case "ordered" ->
          assertThat(tasks().order(words[1])).containsSubsequence(named(rest).split("\\s+"));
      case "alarm" -> eventually(() -> assertThat(alarms(words[1])).contains(rest));
      case "noted" -> eventually(() -> assertThat(times(words[1])).isEqualTo(rest));
      case "answers" -> answers(words[1], rest.split("\\s+"));
      case "because" -> assertThat(refusal).contains(words[1]);
      case "expect" -> eventually(() -> assertThat(field(words[1])).isEqualTo(named(rest)));
      case "deadline" -> deadline(words[1], rest.split("\\s+"));
      case "assigned" -> told(words[1], "ASSIGNMENT_DISPATCHED");
      case "told" -> told(words[1], rest);
      case "quiet" -> assertThat(system(words[1]).about(caseNo, rest)).as(rest).isEmpty();
      case "answer" ->
          eventually(
              () -> assertThat(system(channel).about(caseNo, words[1])).hasSizeGreaterThan(0));
      case "mail" -> mail(words[1], rest);
      case "mailed" -> eventually(() -> assertThat(POST.subjects(writer)).anyMatch(has(words[1])));
      case "bounced" -> hand(POST.bounce(writer));
      case "texted" -> eventually(() -> assertThat(POST.texts(caseNo)).isNotEmpty());
      case "receipt" -> receipt(words[1]);
      default -> reply(words[0], words[1], rest);
    }
  }

  private void push(String order, String rest) {
    var region = rest.split("\\s+", 2);
    var text = region[1].split("\\s*\\|\\s*", 3);
    system("hotline");
    var body = Orders.order(order, region[0], text[0], text[1]);
    var more = text.length > 2 ? text[2].split("\\s+") : new String[0];
    for (int i = 0; i + 1 < more.length; i += 2) {
      ((ObjectNode) body.get("data")).put(more[i], more[i + 1]);
    }
    var answer = hub().push("hotline", body.toString());
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    this.order = order;
    now("hotline", answer.text("caseNo"));
  }

  private void mail(String sample, String name) {
    writer = name + "@example.com";
    now("mail", hand(POST.mail(sample, name)).text("caseNo"));
  }

  private Answer hand(byte[] mail) {
    var answer = hub().push("mail", "message/rfc822", mail);
    assertThat(answer.status()).as(String.valueOf(answer.body())).isBetween(201, 202);
    return answer;
  }

  private void receipt(String status) {
    var texts = POST.texts(caseNo);
    String id = texts.get(texts.size() - 1).path("messageId").asText();
    var receipt = "[{\"messageId\": \"%s\", \"status\": \"%s\"}]".formatted(id, status);
    var answer =
        hub()
            .send(
                hub()
                    .request("sms", "/api/v1/sms/receipts")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(receipt)));
    assertThat(answer.status()).isEqualTo(204);
  }

  private static Predicate<String> has(String words) {
    return text -> text.contains(words);
  }

  private void now(String channel, String number) {
    this.channel = channel;
    caseNo = number;
    names.put("case", number);
    played.add(number);
  }

  private void counter(String sample, String number) {
    var shipped = ShippedSample.of("counter-xml", sample + ".xml");
    var xml =
        new String(shipped.body(), StandardCharsets.UTF_8)
            .replaceFirst("<LSH>[^<]*", "<LSH>" + number)
            .replaceFirst("<ZJHM>[^<]*", "<ZJHM>")
            .replaceFirst("<TYSHXYDM>[^<]+", "<TYSHXYDM>9134132" + Orders.phone(number))
            .replaceFirst("<LXDH>[^<]*", "<LXDH>" + Orders.phone(number));
    var answer = hub().push(shipped.with(xml.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    now("counter", answer.text("caseNo"));
  }

  /** When the case is due on that list, if it is there; nobody's name or number may be. */
  private String listed(String list) {
    String region = found().path("regionCode").asText();
    var body = hub().get("staff.admin", "/api/v1/" + list + "?region=" + region).body();
    return elements(body.path("cases")).stream()
        .filter(c -> c.path("caseNo").asText().equals(caseNo))
        .peek(c -> assertThat(c.path("reporter").toString()).doesNotContainPattern("194\\d{8}"))
        .map(c -> c.path("dueAt").asText())
        .findFirst()
        .orElse("");
  }

  private String times(String type) {
    var events = reader.events(caseNo).stream().filter(e -> e.event().type().equals(type));
    return String.valueOf(events.count());
  }

  private void answers(String department, String[] words) {
    String order = caseNo + "-" + words[0];
    var reply = Department.reply("SUPERVISION_ANSWERED", order, CLOCK.toString());
    system(department)
        .send(reply.put("text", words[1]).put("idempotencyKey", order + words[1]).toString());
  }

  private JourneyTasks tasks() {
    return new JourneyTasks(hub(), account, found());
  }

  private List<String> alarms(String kind) {
    return elements(hub().get("staff.admin", "/api/v1/alerts").body().path("alerts")).stream()
        .filter(a -> a.path("kind").asText().equals(kind))
        .map(a -> a.path("subject").asText())
        .toList();
  }

  private List<String> alerts() {
    return elements(hub().get("staff.admin", "/api/v1/alerts").body().path("alerts")).stream()
        .filter(a -> a.path("subject").asText().equals(caseNo + "/" + field("round")))
        .map(a -> a.path("kind").asText())
        .toList();
  }

  private void note(String status, String[] words) {
    var fields = Arrays.copyOfRange(words, 1, words.length);
    var answer = hub().say("hotline", Orders.note(words[0], order, fields).toString());
    assertThat(answer.status())
        .as(String.valueOf(answer.body()))
        .isEqualTo(Integer.parseInt(status));
  }

  private void staff(String action, String data) {
    var answer = hub().act(account, caseNo, action, named(data.replace("{caseNo}", caseNo)));
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
  }

  private void refused(int status, String[] words) {
    var answer = hub().act(account, caseNo, words[0], words.length > 1 ? named(words[1]) : "{}");
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
    refusal = answer.text("msg");
  }

  /** Whether the account sees the case by itself and in the list of its region. */
  private List<Boolean> shown() {
    int one = hub().get(account, "/api/v1/cases/" + caseNo).status();
    String region = found().path("regionCode").asText();
    var list = hub().get(account, "/api/v1/cases?limit=200&region=" + region).body();
    return List.of(one == 200, list.path("cases").findValuesAsText("caseNo").contains(caseNo));
  }

  /** The data with the ids of the assignments that it names. */
  private String named(String data) {
    String named = data;
    for (var name : names.entrySet()) {
      named = named.replace("{" + name.getKey() + "}", name.getValue());
    }
    String first = found().at("/assignments/0/assignmentId").asText();
    return DEPARTMENT
        .matcher(named.replace("{assignment}", first))
        .replaceAll(match -> assignmentOf(match.group(1)));
  }

  private void reply(String department, String type, String rest) {
    var reply = Department.reply(type, assignmentOf(department), CLOCK.toString());
    var words = rest.isEmpty() ? new String[0] : rest.split("\\s+");
    for (int i = 0; i + 1 < words.length; i += 2) {
      reply.put(words[i], words[i + 1]);
    }
    system(department).send(reply.toString());
  }

  private void deadline(String kind, String[] expected) {
    eventually(
        () ->
            assertThat(elements(found().path("deadlines")))
                .filteredOn(d -> d.path("kind").asText().equals(kind))
                .anySatisfy(
                    d -> {
                      assertThat(d.path("state").asText()).isEqualTo(expected[0]);
                      assertThat(d.path("dueAt").asText()).startsWith(expected[1]);
                    }));
  }

  private void told(String department, String type) {
    eventually(
        () -> assertThat(system(department).about(caseNo, type)).as(type).hasSizeGreaterThan(0));
  }

  private String assignmentOf(String department) {
    return elements(found().path("assignments")).stream()
        .filter(a -> a.path("department").asText().equals(department.replace('.', ':')))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(department + " has no assignment"))
        .path("assignmentId")
        .asText();
  }

  /** Dots go down into the case's JSON. */
  private String field(String path) {
    return found().at("/" + path.replace('.', '/')).asText();
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }

  private JsonNode found() {
    return hub().find(caseNo);
  }

  private Department system(String name) {
    return systems.computeIfAbsent(
        name,
        n -> {
          try {
            return n.equals("hotline") || n.equals("counter")
                ? Department.channel(broker.port(), n, hub())
                : Department.of(broker.port(), n, hub());
          } catch (JMSException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void eventually(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion::run);
  }
}
