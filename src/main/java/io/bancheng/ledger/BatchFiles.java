package io.bancheng.ledger;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Outcome;
import io.bancheng.canonical.Outcome.Kind;
import io.bancheng.canonical.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Files whose rows are messages (批量): each is kept whole beside its rows and known by its content,
 * so that it is worked through once, however often it comes and under whatever name.
 */
public final class BatchFiles {
  private static final String FINISHED = "FILE_DONE";

  private final JdbcTemplate jdbc;
  private final Safe safe;

  public BatchFiles(JdbcTemplate jdbc, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
  }

  /**
   * Keeps a file whose rows are about to be taken.
   *
   * @param file its message id is the digest of its content
   * @return whether the same content was worked through before
   */
  public boolean begin(InboundMessage file) {
    String reason =
        jdbc.queryForObject(
            """
            insert into inbound (door, msg_id, content_type, raw, size, received_at, state,
              reason)
            values (?, ?, ?, ?, ?, ?, 'D', 'FILE')
            on conflict on constraint one_row_per_message do update
              set state = case inbound.state when 'N' then 'N' else 'D' end, detail = null,
                reason = case inbound.reason when 'FILE_DONE' then 'FILE_DONE' else 'FILE' end
            returning reason
            """,
            String.class,
            file.door(),
            file.messageId(),
            file.contentType(),
            safe.raw(file),
            file.raw().length,
            Timestamp.from(file.receivedAt()));
    return FINISHED.equals(reason);
  }

  /** What has become of these messages of that door so far; of those never kept nothing is said. */
  public List<Outcome> outcomes(String door, List<String> messageIds) {
    return jdbc.query(
        """
        select i.msg_id, i.state, i.reason, i.case_no, c.status,
          coalesce(jsonb_array_length(c.state -> 'suspects'), 0) > 0 suspected
        from inbound i left join case_record c on c.case_no = i.case_no
        where i.door = ? and i.msg_id = any (?)
        """,
        (rs, i) -> outcome(rs),
        door,
        messageIds.toArray(String[]::new));
  }

  /** Notes that every row of the file has its outcome; a file that was parked stays parked. */
  public void finish(InboundMessage file) {
    jdbc.update(
        "update inbound set state = 'D', reason = ? where door = ? and msg_id = ? and state <> 'Q'",
        FINISHED,
        file.door(),
        file.messageId());
  }

  private static Outcome outcome(ResultSet rs) throws SQLException {
    String status = rs.getString("status");
    return new Outcome(
        rs.getString("msg_id"),
        kind(rs.getString("state"), rs.getString("reason")),
        rs.getString("case_no"),
        status == null ? null : CaseStatus.valueOf(status),
        rs.getBoolean("suspected"));
  }

  private static Kind kind(String state, String reason) {
    if (state.equals("N")) {
      return Kind.OPEN;
    }
    String why = reason == null ? "" : reason;
    if (state.equals("D")) {
      return switch (why) {
        case "REPEATED" -> Kind.REPEATED;
        case "NOTHING" -> Kind.NOTHING;
        default -> Kind.TAKEN;
      };
    }
    return switch (why) {
      case "CONFLICT" -> Kind.CONFLICT;
      case "EXHAUSTED" -> Kind.FAILED;
      default -> Kind.REFUSED;
    };
  }
}
