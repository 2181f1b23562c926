package io.bancheng;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Seal;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Erasure;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a person said is gone when it must be; what happened is not, and its chain holds. */
class ErasureTest extends HubTest {
  private static final String CANARY = "金丝雀枇杷";

  @Autowired JdbcTemplate jdbc;
  @Autowired Seal seal;
  @Autowired CaseReader reader;
  @Autowired Erasure erasure;
  @Autowired AuditTrail audit;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-11-06T09:00:00");
  }

  @Test
  void a_case_that_is_over_is_erased_and_its_chain_and_timeline_stay() {
    String caseNo = cancelled("ERASE-" + System.nanoTime());
    int events = reader.events(caseNo).size();
    assertThat(said(caseNo)).anyMatch(text -> text.contains(CANARY));

    var answer = erase("staff.admin", caseNo, "PERSON_ASKED");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);

    assertThat(said(caseNo)).noneMatch(text -> text.contains(CANARY) || text.contains("194"));
    assertThat(reader.chainHolds(caseNo)).isTrue();
    assertThat(reader.events(caseNo)).hasSize(events);
    assertThat(hub().find(caseNo).path("status").asText()).isEqualTo("CANCELLED");
    assertThat(hub().get("staff.admin", "/console/cases/" + caseNo).status()).isEqualTo(200);
    assertThat(audit.page(of(caseNo)).stream().map(e -> e.deed().what()))
        .contains("ERASURE", "POST /api/v1/cases/{caseNo}/erasure");
    assertThat(erase("staff.admin", caseNo, "PERSON_ASKED").body().path("before").asBoolean())
        .as("a second time nothing happens")
        .isTrue();
    assertThat(hub().act(caseNo, "reopen", "{\"reason\":\"x\"}").status()).isEqualTo(409);
  }

  @Test
  void words_that_vanish_without_an_erasure_break_the_chain() {
    String caseNo = cancelled("ERASE-" + System.nanoTime());
    assertThat(reader.chainHolds(caseNo)).isTrue();
    jdbc.update("delete from person_data where case_no = ? and seq = 1", caseNo);
    assertThat(reader.chainHolds(caseNo)).isFalse();
    erase("staff.admin", caseNo, "TEST");
    assertThat(reader.chainHolds(caseNo)).isTrue();
  }

  @Test
  void a_case_that_people_work_on_is_not_erased() {
    String caseNo = push("ERASE-" + System.nanoTime());
    assertThat(erase("staff.admin", caseNo, "PERSON_ASKED").status()).isEqualTo(409);
    assertThat(said(caseNo)).anyMatch(text -> text.contains(CANARY));
  }

  @Test
  void only_the_service_administration_erases_and_only_with_a_code() {
    String caseNo = cancelled("ERASE-" + System.nanoTime());
    assertThat(erase("staff.auditor", caseNo, "PERSON_ASKED").status()).isEqualTo(403);
    assertThat(erase("channel.hotline", caseNo, "PERSON_ASKED").status()).isEqualTo(403);
    assertThat(erase("staff.admin", caseNo, "because 王某某 asked").status()).isEqualTo(422);
    assertThat(erase("staff.admin", "340882261106999999", "X").status()).isIn(403, 404);
  }

  @Test
  void after_the_retention_period_what_was_said_goes_by_itself() {
    String caseNo = cancelled("ERASE-" + System.nanoTime());
    String open = push("ERASE-" + System.nanoTime());
    var now = CLOCK.instant();
    erasure.expired(now.minus(Duration.ofDays(1)), 1000, now);
    assertThat(said(caseNo)).as("not yet").anyMatch(text -> text.contains(CANARY));
    erasure.expired(now.plus(Duration.ofSeconds(1)), 1000, now);
    assertThat(said(caseNo)).noneMatch(text -> text.contains(CANARY));
    assertThat(said(open)).as("work goes on").anyMatch(text -> text.contains(CANARY));
  }

  /** Everything sealed about a case, opened. */
  private List<String> said(String caseNo) {
    var texts = new ArrayList<String>();
    jdbc.query(
        "select seq, words from person_data where case_no = ?",
        rs -> {
          texts.add(open("person_data/" + caseNo + "/" + rs.getInt("seq"), rs.getBytes("words")));
        },
        caseNo);
    jdbc.query(
        "select msg_id, body from outbox where case_no = ?",
        rs -> {
          texts.add(open("outbox/" + rs.getString("msg_id"), rs.getBytes("body")));
        },
        caseNo);
    jdbc.query(
        "select door, msg_id, received_at, raw from inbound where case_no = ?",
        rs -> {
          String id = rs.getString("msg_id");
          texts.add(
              open(
                  "inbound/%s/%s/%d"
                      .formatted(
                          rs.getString("door"),
                          id == null ? "" : id,
                          rs.getTimestamp("received_at").toInstant().toEpochMilli()),
                  rs.getBytes("raw")));
        },
        caseNo);
    jdbc.query(
        "select opinions from case_record where case_no = ? and opinions is not null",
        rs -> {
          texts.add(open("case_record/" + caseNo, rs.getBytes("opinions")));
        },
        caseNo);
    return texts;
  }

  private String open(String row, byte[] sealed) {
    return new String(seal.open(row, sealed), UTF_8);
  }

  private static AuditTrail.Filter of(String caseNo) {
    return new AuditTrail.Filter(null, null, null, null, caseNo, null, null, 100);
  }

  private Answer erase(String account, String caseNo, String reason) {
    return hub()
        .send(
            hub()
                .request(account, "/api/v1/cases/" + caseNo + "/erasure")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString("{\"reason\":\"%s\"}".formatted(reason))));
  }

  private String cancelled(String id) {
    String caseNo = push(id);
    hub().say("hotline", Orders.note("CANCEL", id, "cancelReason", "不用办了").toString());
    assertThat(hub().find(caseNo).path("status").asText()).isEqualTo("CANCELLED");
    return caseNo;
  }

  private String push(String id) {
    var order = Orders.order(id, "340882", "异地就医备案失败", "异地就医备案一直提示失败，" + CANARY + "。");
    return hub().push("hotline", order.toString()).text("caseNo");
  }
}
