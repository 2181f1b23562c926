package io.bancheng;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Seal;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Resealer;
import io.bancheng.security.CryptoSuite;
import io.bancheng.security.DataKeys;
import io.bancheng.security.Vault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has the database, but not the keys, reads nothing that people said. */
class SealedTest extends HubTest {
  private static final String CANARY = "金丝雀石榴";

  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Seal seal;
  @Autowired CaseReader reader;
  @Autowired DataKeys keys;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-11-04T09:00:00");
  }

  @Test
  void what_was_said_stands_in_no_table() {
    String caseNo = push("SEALED-1");
    assertThat(said(caseNo)).contains(CANARY);
    assertThat(tablesThatSay(CANARY)).isEmpty();
  }

  @Test
  void a_new_key_seals_anew_what_an_old_one_sealed() {
    String caseNo = push("SEALED-2");
    byte[] before = sealed(caseNo);
    keys.next();
    var resealer = new Resealer(jdbc, transaction, new Vault(keys, CryptoSuite.INTL));
    assertThat(resealer.everything(rows -> {})).isPositive();
    assertThat(resealer.everything(rows -> {})).as("nothing is left").isZero();
    assertThat(sealed(caseNo)).isNotEqualTo(before);
    assertThat(said(caseNo)).contains(CANARY);
    assertThat(reader.chainHolds(caseNo)).isTrue();
  }

  @Test
  void rows_from_before_an_upgrade_are_sealed_once() {
    String caseNo = push("SEALED-3");
    byte[] clear = seal.open("person_data/" + caseNo + "/1", sealed(caseNo));
    jdbc.update(
        "update person_data set words = '\\x00'::bytea || ? where case_no = ? and seq = 1",
        clear,
        caseNo);
    jdbc.update("insert into unsealed values ('person_data')");
    new Resealer(jdbc, transaction, seal).afterUpgrade();
    assertThat(said(caseNo)).contains(CANARY);
    assertThat(tablesThatSay(CANARY)).doesNotContain("person_data");
  }

  /** Every column of every table, whatever its type. */
  private List<String> tablesThatSay(String words) {
    var found = new ArrayList<String>();
    jdbc.query(
        "select table_name t, column_name c, data_type from information_schema.columns"
            + " where table_schema = 'public'",
        rs -> {
          String column = "\"" + rs.getString("c") + "\"";
          String bytes =
              rs.getString("data_type").equals("bytea")
                  ? column
                  : "convert_to(" + column + "::text, 'UTF8')";
          String sql =
              "select exists (select from %s where position(?::bytea in %s) > 0)"
                  .formatted(rs.getString("t"), bytes);
          if (Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, words.getBytes(UTF_8)))) {
            found.add(rs.getString("t"));
          }
        });
    return found;
  }

  private byte[] sealed(String caseNo) {
    return jdbc.queryForObject(
        "select words from person_data where case_no = ? and seq = 1", byte[].class, caseNo);
  }

  private String said(String caseNo) {
    return reader.find(caseNo).orElseThrow().submission().demand().content();
  }

  private String push(String id) {
    var order = Orders.order(id, "340882", "异地就医备案失败", "异地就医备案一直提示失败，" + CANARY + "。");
    return hub().push("hotline", order.toString()).text("caseNo");
  }
}
