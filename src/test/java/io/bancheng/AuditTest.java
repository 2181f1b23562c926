package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.harness.ConsoleTab;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AppendOnly;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.security.SystemKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who did what is known afterwards, and nobody can make it unknown. */
class AuditTest extends HubTest {

  @Autowired JdbcTemplate jdbc;
  @Autowired AuditTrail audit;
  @Autowired EmbeddedDatabase database;
  @Autowired SystemKeys keys;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-11-03T09:00:00");
  }

  @Test
  void a_look_at_a_case_and_a_refused_action_are_audited_under_its_number() {
    String caseNo = push("AUDIT-1");
    hub().find(caseNo);
    hub().find(caseNo);
    assertThat(hub().act(caseNo, "close", "{}").status()).isEqualTo(409);
    var entries = entries("subject=" + caseNo);
    assertThat(entries.stream().map(e -> e.at("/deed/what").asText()))
        .containsExactly("POST /api/v1/cases/{caseNo}/actions/close", "GET /api/v1/cases/{caseNo}");
    assertThat(entries.get(0).at("/deed/outcome").asText()).isEqualTo("REFUSED");
    assertThat(entries.get(0).at("/deed/who").asText()).isEqualTo("staff.admin");
  }

  @Test
  void sign_ins_are_audited_and_what_nobody_knows_is_not_repeated() throws Exception {
    signIn("admin", hub().secret("staff.admin"));
    signIn("admin", "wrong");
    signIn("my secret by mistake", "x");
    var signs = entries("what=SIGN_IN");
    assertThat(signs.stream().map(e -> e.at("/deed/who").asText() + e.at("/deed/outcome").asText()))
        .contains("staff.adminDONE", "staff.adminREFUSED", "unknownREFUSED");
    assertThat(signs.toString()).doesNotContain("mistake");
  }

  @Test
  void guessed_keys_are_one_entry_and_not_a_thousand() {
    int before = entries("what=KEY").size();
    for (int i = 0; i < 5; i++) {
      hub()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/cases"))
                  .header("Authorization", "Bearer guess-" + i));
    }
    assertThat(entries("what=KEY").size()).isLessThanOrEqualTo(before + 1).isPositive();
  }

  @Test
  void only_the_auditor_reads_the_audit() {
    assertThat(hub().get("staff.admin", "/api/v1/audit").status()).isEqualTo(403);
    assertThat(hub().get("channel.hotline", "/api/v1/audit").status()).isEqualTo(403);
    assertThat(hub().get("staff.auditor", "/api/v1/cases/1").status()).isEqualTo(404);
    assertThat(entries("who=staff.admin&what=ACCESS&outcome=REFUSED")).isNotEmpty();
    assertThat(entries("who=staff.auditor&what=GET"))
        .as("and is seen to read it")
        .anyMatch(entry -> entry.at("/deed/what").asText().equals("GET /api/v1/audit"));
    assertThat(entries("what=CONFIGURATION")).isNotEmpty();
  }

  @Test
  void a_changed_key_is_audited() {
    keys.ensure(List.of("channel.audited"));
    keys.rotate("channel.audited");
    assertThat(entries("what=KEY_CHANGED&subject=channel.audited")).hasSize(2);
  }

  @Test
  void a_role_that_could_change_evidence_is_told_from_one_that_cannot() {
    assertThat(new AppendOnly(jdbc).changeable()).isEmpty();
    var owner = database.owner();
    var source = new DriverManagerDataSource(owner.url(), owner.username(), owner.password());
    assertThat(new AppendOnly(new JdbcTemplate(source)).changeable())
        .contains("anchor", "audit", "case_event", "config_change");
  }

  @Test
  void the_hub_itself_cannot_change_the_audit() {
    for (String sql : List.of("update audit set who = 'x'", "delete from audit")) {
      assertThatThrownBy(() -> jdbc.update(sql)).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void whoever_changes_removes_or_moves_an_entry_behind_its_back_is_found() throws Exception {
    for (int i = 0; i < 4; i++) {
      hub().get("staff.admin", "/api/v1/audit");
      hub().find(push("AUDIT-CHAIN-" + i));
    }
    assertThat(audit.verify().holds()).isTrue();
    long third = entries("").get(2).path("seq").asLong();
    String changed = "data = replace(data::text, '\"who\":\"staff', '\"who\":\"stuff')::json";
    assertThat(found("update audit set " + changed + " where seq = " + third)).isEqualTo(third);
    assertThat(found("delete from audit where seq = " + third)).isEqualTo(third + 1);
    assertThat(
            found(
                "update audit a set data = b.data, hash = b.hash from audit b where a.seq + b.seq = %d and a.seq in (%d, %d)"
                    .formatted(2 * third + 1, third, third + 1)))
        .isEqualTo(third);
    assertThat(audit.verify().holds()).isTrue();
  }

  /** Where the chain is said to break while the owner of the database had done that. */
  private long found(String tampering) throws SQLException {
    var owner = database.owner();
    try (Connection connection =
        DriverManager.getConnection(owner.url(), owner.username(), owner.password())) {
      connection.setAutoCommit(false);
      var statement = connection.createStatement();
      statement.execute("create table audit_kept as select * from audit");
      statement.execute("alter table audit disable trigger append_only");
      statement.execute(tampering);
      statement.execute("alter table audit enable trigger append_only");
      connection.commit();
      try {
        return audit.verify().broken().orElse(0L);
      } finally {
        statement.execute("alter table audit disable trigger append_only");
        statement.execute("delete from audit");
        statement.execute("insert into audit select * from audit_kept");
        statement.execute("alter table audit enable trigger append_only");
        statement.execute("drop table audit_kept");
        connection.commit();
      }
    }
  }

  private List<JsonNode> entries(String query) {
    var answer = hub().get("staff.auditor", "/api/v1/audit?" + query);
    assertThat(answer.status()).isEqualTo(200);
    return StreamSupport.stream(answer.body().path("entries").spliterator(), false).toList();
  }

  private String push(String id) {
    return hub().push("hotline", Orders.numbered(id)).text("caseNo");
  }

  private void signIn(String account, String key) {
    new ConsoleTab(port).signIn(account, key);
  }
}
