package io.bancheng.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ConfigLoader;
import io.bancheng.harness.CrankedClock;
import io.bancheng.security.HubSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

/** What becomes of a form when the hub behind the page does not do as it should. */
class FormDeskTest {
  private static final String PDF = "%PDF-1.4\n%%EOF\n";
  private static final ActiveConfig CONFIG =
      new ActiveConfig(
          ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes")),
          new CrankedClock("2026-10-12T09:00:00"));

  @TempDir Path keys;

  private final CrankedClock clock = new CrankedClock("2026-10-12T09:00:00");
  private final Hub hub = new Hub();
  private FormTokens tokens;
  private FormDesk desk;

  /** Stands behind the page and fails as it is told to. */
  private static final class Hub implements IntakeDesk {
    private final List<InboundMessage> taken = new ArrayList<>();
    private RuntimeException fault;
    private Receipt known;

    @Override
    public Receipt take(InboundMessage message) {
      taken.add(message);
      if (fault != null) {
        throw fault;
      }
      return new Receipt("1", "2", CaseStatus.HANDLING, message.receivedAt(), null, false);
    }

    @Override
    public NoteReceipt note(InboundMessage message) {
      throw new AssertionError("a form of the desk is no note");
    }

    @Override
    public Optional<Receipt> receipt(String channelCode, String sourceCaseId) {
      return taken.isEmpty() ? Optional.empty() : Optional.ofNullable(known);
    }
  }

  @BeforeEach
  void open() {
    tokens = new FormTokens(new HubSecret(keys), clock);
    desk = new FormDesk(hub, CONFIG, tokens, clock);
  }

  @Test
  void a_ledger_that_is_away_keeps_form_and_token_for_the_next_try() {
    hub.fault = new DataAccessResourceFailureException("away");
    var token = tokens.issue();
    var again = again(submit(token));
    assertThat(again.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(again.sheet().token()).isEqualTo(token);
    assertThat(again.sheet().answers().get("title")).isEqualTo("备案失败");
    assertThat(again.sheet().documentsLost()).isTrue();
    assertThat(told(again)).containsExactly("window.fault.away");
    hub.fault = null;
    assertThat(submit(token)).isInstanceOf(Outcome.Received.class);
  }

  @Test
  void a_fault_of_ours_loses_nothing_either() {
    hub.fault = new IllegalStateException("no disk");
    var token = tokens.issue();
    var again = again(submit(token));
    assertThat(again.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(again.sheet().token()).isEqualTo(token);
    assertThat(told(again)).containsExactly("window.fault.failed");
  }

  @Test
  void what_is_parked_is_told_with_a_reference() {
    hub.fault = new Unacceptable(Unacceptable.Kind.INVALID, "the mapping is broken");
    var token = tokens.issue();
    var again = again(submit(token));
    assertThat(told(again)).containsExactly("window.fault.parked");
    assertThat(again.sheet().faults().all().get(0).values()).containsExactly(token.id());
  }

  @Test
  void a_second_click_that_came_a_second_too_late_gets_the_first_ones_receipt() {
    hub.fault = new Unacceptable(Unacceptable.Kind.CONFLICT, "another time of sending");
    hub.known = new Receipt("1", "2", CaseStatus.HANDLING, clock.instant(), null, true);
    assertThat(submit(tokens.issue())).isEqualTo(new Outcome.Received(hub.known, true));
  }

  @Test
  void the_message_is_a_form_of_the_channel_and_tells_nobody_the_signature() {
    var token = tokens.issue();
    submit(token);
    var message = hub.taken.get(0);
    String raw = new String(message.raw(), StandardCharsets.UTF_8);
    assertThat(message.door()).isEqualTo("channel.web");
    assertThat(message.idempotencyKey()).isEqualTo(token.id());
    assertThat(raw)
        .contains("name=\"formToken\"\r\n\r\n" + token.id() + "\r\n")
        .contains("name=\"submitTime\"\r\n\r\n2026-10-12 09:00:00\r\n")
        .contains("name=\"region\"\r\n\r\n340000,340800,340882\r\n")
        .contains("name=\"files\"; filename=\"a%22b.pdf\"\r\n\r\n" + PDF + "\r\n")
        .doesNotContain(token.text());
    assertThat(message.contentType()).doesNotContain(token.text().split("\\.")[1]);
  }

  @Test
  void documents_lie_on_disk_only_while_they_are_needed() {
    List<Document> documents;
    try (var upload = Upload.read(request(tokens.issue()))) {
      documents = upload.documents();
      assertThat(documents).hasSize(1).allMatch(d -> Files.exists(d.place()));
    }
    assertThat(documents).noneMatch(d -> Files.exists(d.place()));
  }

  @Test
  void a_name_that_no_file_can_have_does_not_break_the_page() {
    var request = request(tokens.issue());
    var raw = new String(request.getContentAsByteArray(), StandardCharsets.UTF_8);
    request.setContent(raw.replace("a%22b.pdf", "a\0b.pdf").getBytes(StandardCharsets.UTF_8));
    try (var upload = Upload.read(request)) {
      assertThat(again(desk.submit(upload)).sheet().answers().get("title")).isEqualTo("备案失败");
    }
  }

  @Test
  void what_is_no_form_at_all_gets_an_empty_one() {
    var request = new MockHttpServletRequest("POST", "/window");
    request.setContentType("text/plain");
    request.setContent(new byte[] {1});
    try (var upload = Upload.read(request)) {
      assertThat(told(again(desk.submit(upload)))).containsExactly("window.fault.token.missing");
    }
  }

  private Outcome submit(FormToken token) {
    try (var upload = Upload.read(request(token))) {
      return desk.submit(upload);
    }
  }

  private static Outcome.Again again(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Again.class);
    return (Outcome.Again) outcome;
  }

  private static List<String> told(Outcome.Again again) {
    return again.sheet().faults().all().stream().map(Fault::key).toList();
  }

  private static MockHttpServletRequest request(FormToken token) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("formToken", token.text());
    fields.putAll(
        Map.of("userType", "1", "name", "吴某某", "mobile", "19400000061", "region", "340882"));
    fields.putAll(Map.of("kind", "1", "title", "备案失败", "content", "一直提示失败", "agree", "1"));
    var body = new StringBuilder();
    fields.forEach((name, value) -> body.append(part("name=\"" + name + "\"", value)));
    body.append(part("name=\"files\"; filename=\"a%22b.pdf\"", PDF)).append("--b--\r\n");
    var request = new MockHttpServletRequest("POST", "/window");
    request.setContentType("multipart/form-data; boundary=b");
    request.setContent(body.toString().getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static String part(String parameters, String content) {
    return "--b\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n" + content + "\r\n";
  }
}
