package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.TextMessage;
import io.bancheng.canonical.TextReceipt;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which text messages went out (短信), and what became of them. Numbers are kept as keyed hashes,
 * only to count how many one of them gets in a day.
 */
public final class TextMessages {
  private final JdbcTemplate jdbc;
  private final UnaryOperator<String> keys;

  /**
   * @param keys keyed hash of a number
   */
  public TextMessages(JdbcTemplate jdbc, UnaryOperator<String> keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /**
   * Notes that a message is about to go out; the same message again is the same.
   *
   * @param most how many messages its number gets in a day (Asia/Shanghai)
   * @return false if its number has had enough for that day
   */
  public boolean admit(TextMessage message, int most, Instant now) {
    String key = keys.apply(message.to());
    var day = LocalDate.ofInstant(now, CanonicalJson.ZONE);
    jdbc.update(
        """
        insert into text_message (msg_id, case_no, number_key, day, sent_at)
        select ?::uuid, ?, ?, ?, ? where (select count(*) from text_message
          where number_key = ? and day = ?) < ?
        on conflict do nothing
        """,
        message.messageId(),
        message.caseNo(),
        key,
        day,
        Timestamp.from(now),
        key,
        day,
        most);
    return !jdbc.queryForList(
            "select 1 from text_message where msg_id = ?::uuid", Integer.class, message.messageId())
        .isEmpty();
  }

  /**
   * Takes what the gateway says about a message; only the first word counts.
   *
   * @return the case, if the message is known and nothing was said about it before
   */
  public List<String> settle(TextReceipt receipt, Instant now) {
    return jdbc.queryForList(
        "update text_message set delivered = ?, settled_at = ?"
            + " where msg_id::text = ? and settled_at is null returning case_no",
        String.class,
        receipt.delivered(),
        Timestamp.from(now),
        receipt.messageId());
  }
}
