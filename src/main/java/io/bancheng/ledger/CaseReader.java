package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.Hash;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads cases for people and systems; changes nothing and locks nothing. */
public final class CaseReader {
  private static final EventCodec CODEC = new EventCodec(() -> new byte[0], Hash.SHA256);
  private final JdbcClient jdbc;
  private final Safe safe;

  /** A case with what its reporter said; the submission is null if the person was erased. */
  public record Found(Case current, Submission submission, Instant changedAt) {}

  /** One line of a case's timeline, and its link in the hash chain. */
  public record Entry(int seq, CaseEvent event, String hash) {}

  /** One letter of a case and how far it got. */
  public record Sent(
      String type,
      String address,
      String state,
      Instant createdAt,
      Instant sentAt,
      Instant ackedAt,
      Instant takenAt) {}

  /**
   * One attempt to bring a letter to a department's system.
   *
   * @param evidence what was seen, oldest first; null before anything was
   */
  public record Attempt(
      String messageId,
      String type,
      String department,
      int attempt,
      String state,
      Instant at,
      Instant finishedAt,
      JsonNode evidence) {}

  /** A case in a list. */
  public record Listed(Case current, Instant changedAt) {}

  /**
   * What to list; null means any.
   *
   * @param region leading digits of the region code
   * @param from registered then or later
   * @param to registered before then
   * @param at with {@code after}: the last line of the page before
   */
  public record Filter(
      String status,
      String channel,
      String region,
      String department,
      Instant since,
      Instant from,
      Instant to,
      Scope scope,
      Instant at,
      String after,
      int limit) {
    /** Whenever they were registered. */
    public Filter(
        String status,
        String channel,
        String region,
        String department,
        Instant since,
        Scope scope,
        Instant at,
        String after,
        int limit) {
      this(status, channel, region, department, since, null, null, scope, at, after, limit);
    }

    /** The page after that line, of that size. */
    Filter after(Listed last, int size) {
      Instant then = last == null ? at : last.changedAt();
      String line = last == null ? after : last.current().caseNo();
      return new Filter(
          status, channel, region, department, since, from, to, scope, then, line, size);
    }
  }

  public CaseReader(JdbcClient jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
  }

  /** The case of that number, if there is one. */
  public Optional<Found> find(String caseNo) {
    return findAll(List.of(caseNo)).stream().findFirst();
  }

  /** Those of these numbers that there are, in no order. */
  public List<Found> findAll(Collection<String> caseNos) {
    return jdbc.sql(
            """
            select r.case_no, r.state, r.opinions, r.changed_at, p.words from case_record r
            left join person_data p on p.case_no = r.case_no and p.seq = 1
            where r.case_no = any (?)
            """)
        .param(caseNos.toArray(String[]::new))
        .query(
            (rs, i) ->
                new Found(
                    safe.state(rs),
                    CaseRow.submission(
                        safe.words(rs.getString("case_no"), 1, rs.getBytes("words"))),
                    rs.getTimestamp("changed_at").toInstant()))
        .list();
  }

  /** Everything that happened to a case, in order. */
  public List<Entry> events(String caseNo) {
    return jdbc.sql(
            """
            select e.seq, e.type, e.data, e.hash, p.words from case_event e
            left join person_data p on p.case_no = e.case_no and p.seq = e.seq
            where e.case_no = ? order by e.seq
            """)
        .param(caseNo)
        .query(
            (rs, i) ->
                new Entry(
                    rs.getInt("seq"),
                    CODEC.read(
                        rs.getString("type"),
                        rs.getString("data"),
                        safe.words(caseNo, rs.getInt("seq"), rs.getBytes("words"))),
                    rs.getString("hash")))
        .list();
  }

  /** What happened to each of some cases, in order, without what people said. */
  public Map<String, List<CaseEvent>> histories(Collection<String> caseNos) {
    var histories = new LinkedHashMap<String, List<CaseEvent>>();
    jdbc.sql(
            "select case_no, type, data from case_event where case_no = any (?)"
                + " order by case_no, seq")
        .param(caseNos.toArray(String[]::new))
        .query(
            (ResultSet rs) -> {
              histories
                  .computeIfAbsent(rs.getString("case_no"), no -> new ArrayList<>())
                  .add(CODEC.read(rs.getString("type"), rs.getString("data"), null));
            });
    return histories;
  }

  /** Whether every link of a case's hash chain holds, its texts included unless it was erased. */
  public boolean chainHolds(String caseNo) {
    var rows =
        jdbc.sql(
                """
                select e.seq, e.type, e.data, e.hash, p.salt, p.words,
                  exists (select from erasure x where x.case_no = e.case_no) erased
                from case_event e
                left join person_data p on p.case_no = e.case_no and p.seq = e.seq
                where e.case_no = ? order by e.seq
                """)
            .param(caseNo)
            .query((rs, i) -> link(caseNo, rs))
            .list();
    String head = "";
    for (Link link : rows) {
      if (!link.holds(head)) {
        return false;
      }
      head = link.hash();
    }
    return !rows.isEmpty();
  }

  /** The letters written about a case. */
  public List<Sent> letters(String caseNo) {
    return jdbc.sql(
            "select type, address, state, created_at, sent_at, acked_at, taken_at from outbox"
                + " where case_no = ? order by id")
        .param(caseNo)
        .query(
            (rs, i) ->
                new Sent(
                    rs.getString("type"),
                    rs.getString("address"),
                    rs.getString("state"),
                    instant(rs.getTimestamp("created_at")),
                    instant(rs.getTimestamp("sent_at")),
                    instant(rs.getTimestamp("acked_at")),
                    instant(rs.getTimestamp("taken_at"))))
        .list();
  }

  /** Every attempt to bring letters of a case to departments' systems, in order. */
  public List<Attempt> attempts(String caseNo) {
    return jdbc.sql(
            """
            select d.msg_id, o.type, d.department, d.attempt, d.state, d.at, d.finished_at,
              d.evidence from delivery d join outbox o on o.msg_id = d.msg_id
            where d.case_no = ? order by d.seq, d.attempt
            """)
        .param(caseNo)
        .query(
            (rs, i) ->
                new Attempt(
                    rs.getString("msg_id"),
                    rs.getString("type"),
                    rs.getString("department"),
                    rs.getInt("attempt"),
                    rs.getString("state"),
                    instant(rs.getTimestamp("at")),
                    instant(rs.getTimestamp("finished_at")),
                    evidence(rs.getString("evidence"))))
        .list();
  }

  private static JsonNode evidence(String text) {
    return text == null ? null : CaseRow.read(text, JsonNode.class);
  }

  /** The cases that came by a channel and were registered in a span, the latest first. */
  public List<Listed> registered(String channel, Instant from, Instant to, int limit) {
    return jdbc.sql(
            """
            select case_no, state, opinions, changed_at from case_record
            where channel_code = ? and registered_at >= ? and registered_at < ?
            order by registered_at desc, case_no desc limit ?
            """)
        .params(channel, timestamp(from), timestamp(to), limit)
        .query((rs, i) -> new Listed(safe.state(rs), rs.getTimestamp("changed_at").toInstant()))
        .list();
  }

  /** Cases on which a limit runs, by number, after that one. */
  public List<Case> limited(String after, int limit) {
    return jdbc.sql(
            """
            select r.case_no, r.state, r.opinions from case_record r where r.case_no > ? and exists (
              select 1 from clock c where c.case_no = r.case_no and c.stopped_at is null)
            order by r.case_no limit ?
            """)
        .params(after, limit)
        .query((rs, i) -> safe.state(rs))
        .list();
  }

  /** One page of cases, newest change first. */
  public List<Listed> page(Filter filter) {
    return jdbc.sql(CasePages.sql(filter))
        .params(filter.scope().params())
        .param("status", filter.status())
        .param("channel", filter.channel())
        .param("region", filter.region())
        .param("department", filter.department())
        .param("since", timestamp(filter.since()))
        .param("from", timestamp(filter.from()))
        .param("to", timestamp(filter.to()))
        .param("at", timestamp(filter.at()))
        .param("after", filter.after())
        .param("limit", filter.limit())
        .query((rs, i) -> new Listed(safe.state(rs), rs.getTimestamp("changed_at").toInstant()))
        .list();
  }

  private Link link(String caseNo, ResultSet rs) throws SQLException {
    return new Link(
        rs.getString("type"),
        rs.getString("data"),
        rs.getString("hash"),
        rs.getString("salt"),
        safe.words(caseNo, rs.getInt("seq"), rs.getBytes("words")),
        rs.getBoolean("erased"));
  }

  private record Link(
      String type, String data, String hash, String salt, String words, boolean erased) {
    boolean holds(String head) {
      String bound = CaseRow.read(data, JsonNode.class).path("said").asText("");
      boolean said = words == null ? bound.isEmpty() || erased : Hash.fits(bound, salt, words);
      return said && Hash.fits(hash, head, type, data);
    }
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
