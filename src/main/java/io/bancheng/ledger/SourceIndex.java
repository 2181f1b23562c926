package io.bancheng.ledger;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.NoteSubject;
import io.bancheng.canonical.Source;
import io.bancheng.canonical.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds cases by what their senders call them. */
final class SourceIndex {
  private static final String KNOWN =
      """
      select case_no, body_sha, raw_sha, status, registered_at, state->>'mergedInto' merged
      from case_record
      """;
  private static final List<CaseStatus> OPEN =
      List.of(
          CaseStatus.RECEIVED,
          CaseStatus.PENDING_INFO,
          CaseStatus.SCREENING,
          CaseStatus.ACCEPTED,
          CaseStatus.HANDLING,
          CaseStatus.SUSPENDED,
          CaseStatus.REVIEWING);

  private final JdbcTemplate jdbc;

  /** What the ledger knows of a source id. */
  record Known(
      String caseNo,
      String bodySha,
      String rawSha,
      CaseStatus status,
      Instant registeredAt,
      String mergedInto) {}

  SourceIndex(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Known bySource(Source s) {
    return jdbc.queryForObject(
        KNOWN + " where channel_code = ? and source_system = ? and source_case_id = ?",
        SourceIndex::known,
        s.channelCode(),
        s.system(),
        s.caseId());
  }

  /** The names of the states in which a case is open, for SQL. */
  static String[] open() {
    return OPEN.stream().map(CaseStatus::name).toArray(String[]::new);
  }

  /** The cases of a channel that a note may mean: all that it says of the case must fit. */
  List<NoteSubject> subjects(ChannelNote note, String channelCode) {
    return jdbc.query(
        """
        select case_no, source_system, source_case_id from case_record
        where channel_code = ?
          and (cast(? as text) is null or case_no = ?)
          and (cast(? as text) is null or source_case_id = ?)
          and (cast(? as text) is null or source_system = ?)
        limit 2
        """,
        (rs, i) ->
            new NoteSubject(
                rs.getString("case_no"),
                rs.getString("source_system"),
                rs.getString("source_case_id")),
        channelCode,
        note.caseNo(),
        note.caseNo(),
        note.sourceCaseId(),
        note.sourceCaseId(),
        note.sourceSystem(),
        note.sourceSystem());
  }

  /** The first that a channel sent under that number, whichever of its systems it came from. */
  Optional<Known> bySourceId(String channelCode, String sourceCaseId) {
    return jdbc
        .query(
            KNOWN + " where channel_code = ? and source_case_id = ? order by registered_at limit 1",
            SourceIndex::known,
            channelCode,
            sourceCaseId)
        .stream()
        .findFirst();
  }

  private static Known known(ResultSet rs, int row) throws SQLException {
    return new Known(
        rs.getString("case_no"),
        rs.getString("body_sha"),
        rs.getString("raw_sha"),
        CaseStatus.valueOf(rs.getString("status")),
        rs.getTimestamp("registered_at").toInstant(),
        rs.getString("merged"));
  }

  /** The version of a case that its source sent first, if it is known and was sent with one. */
  Optional<Integer> versionOf(String channelCode, Submission.Envelope said) {
    return jdbc
        .queryForList(
            """
            select (state->'source'->>'version')::int from case_record
            where channel_code = ? and source_system = ? and source_case_id = ?
              and state->'source'->>'version' is not null
            """,
            Integer.class,
            channelCode,
            said.sourceSystem(),
            said.sourceCaseId())
        .stream()
        .findFirst();
  }

  Optional<String> openCaseOf(String channelCode, List<String> sourceCaseIds) {
    return jdbc
        .queryForList(
            """
            select case_no from case_record
            where channel_code = ? and source_case_id = any (?) and status = any (?)
            order by registered_at desc limit 1
            """,
            String.class,
            channelCode,
            sourceCaseIds.toArray(String[]::new),
            open())
        .stream()
        .findFirst();
  }
}
