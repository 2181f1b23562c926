package io.bancheng.ledger;

import io.bancheng.canonical.CodeMeaning;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.UnknownCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Departments' codes that no code list has (待对照), with the parked messages that wait for somebody
 * to say what they mean.
 */
public final class WaitingCodes {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingCodes.class);

  /** What is longer is no code but a text, and is not shown. */
  private static final int LONGEST = 64;

  private static final String LIST =
      """
      select w.department, w.mapping, w.list, w.field, w.code, count(*) waiting,
        min(i.received_at) first_at, max(i.received_at) last_at, min(i.id) example
      from waiting_code w join inbound i on i.id = w.inbound_id
      where i.state = 'Q' and i.reason = 'UNKNOWN_CODE'
      group by w.department, w.mapping, w.list, w.field, w.code
      order by last_at desc, w.department, w.mapping, w.field, w.code limit ?
      """;

  private static final String RETRY =
      """
      update inbound set state = 'N', attempts = 0, lease_until = null, reason = null, detail = null
      where state = 'Q' and id in (
        select inbound_id from waiting_code where mapping = ? and list = ? and code = ?)
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  /**
   * One code of one department.
   *
   * @param waiting how many parked messages wait for it
   * @param example the parked message that waits longest
   */
  public record Waiting(
      UnknownCode code, long waiting, Instant firstAt, Instant lastAt, long example) {}

  public WaitingCodes(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** The codes for which messages wait, the latest first. */
  public List<Waiting> list(int limit) {
    return jdbc.query(
        LIST,
        (rs, i) ->
            new Waiting(
                new UnknownCode(
                    DepartmentId.parse(rs.getString("department")),
                    rs.getString("mapping"),
                    rs.getString("list"),
                    rs.getString("field"),
                    rs.getString("code")),
                rs.getLong("waiting"),
                rs.getTimestamp("first_at").toInstant(),
                rs.getTimestamp("last_at").toInstant(),
                rs.getLong("example")),
        limit);
  }

  /**
   * Lets every message be tried again that waits for a code, and notes who said what it means.
   *
   * @param version the operators' files in which it has that meaning
   * @return how many messages
   */
  public int taken(CodeMeaning code, String by, String version, Instant now) {
    return transaction.execute(
        status -> {
          int retried = jdbc.update(RETRY, code.mapping(), code.list(), code.code());
          jdbc.update(
              "insert into code_taken (at, by, mapping, list, code, meaning, version, retried)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?)",
              Timestamp.from(now),
              by,
              code.mapping(),
              code.list(),
              code.code(),
              code.meaning(),
              version,
              retried);
          LOG.info(
              "mapping {}: list {} has a code more by {}, {} messages are tried again",
              code.mapping(),
              code.list(),
              by,
              retried);
          return retried;
        });
  }

  /** Notes for which codes a message waits that is parked now, in place of those before. */
  static void note(JdbcTemplate jdbc, long message, List<UnknownCode> codes) {
    jdbc.update("delete from waiting_code where inbound_id = ?", message);
    jdbc.batchUpdate(
        "insert into waiting_code (inbound_id, department, mapping, list, field, code)"
            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
        codes.stream()
            .filter(c -> c.code().codePointCount(0, c.code().length()) <= LONGEST)
            .map(
                c ->
                    new Object[] {
                      message, c.department().toString(), c.mapping(), c.list(), c.field(), c.code()
                    })
            .toList());
  }
}
