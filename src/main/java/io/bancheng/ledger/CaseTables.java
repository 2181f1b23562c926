package io.bancheng.ledger;

import static java.util.function.Predicate.not;

import io.bancheng.canonical.Addition;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.SupervisionOrder;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of a case: its record, events, words, clocks and assignments. */
final class CaseTables {
  private static final String INSERT =
      """
      insert into case_record (case_no, channel_code, source_system, source_case_id, body_sha,
        raw_sha, status, region_code, category_code, state, length, head, rules_version,
        registered_at, changed_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
      on conflict on constraint one_case_per_source do nothing
      """;
  private static final String UPDATE =
      """
      update case_record set status = ?, region_code = ?, category_code = ?, state = ?::jsonb,
        length = ?, head = ?, changed_at = ? where case_no = ?
      """;
  private static final String LOCK =
      """
      select r.state, r.length, r.head, p.words
      from case_record r left join person_data p on p.case_no = r.case_no and p.seq = 1
      where r.case_no = ? for update of r
      """;
  private static final String ADDITIONS =
      """
      select e.seq, e.type, e.data, p.words
      from case_event e left join person_data p on p.case_no = e.case_no and p.seq = e.seq
      where e.case_no = ? and e.type = any (?) order by e.seq
      """;
  private static final String CLOCK =
      """
      insert into clock (case_no, kind, subject, round, due_at, stopped_at, breached_at, watch_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (case_no, kind, subject, round) do update set due_at = excluded.due_at,
        stopped_at = excluded.stopped_at, breached_at = excluded.breached_at,
        watch_at = excluded.watch_at
      """;
  private static final String ASSIGNMENT =
      """
      insert into assignment (assignment_id, case_no, department, role, state, round, dispatched_at,
        extension_asked, suspension_asked)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (assignment_id) do update set state = excluded.state,
        extension_asked = excluded.extension_asked, suspension_asked = excluded.suspension_asked
      """;

  private static final String ORDER =
      """
      insert into supervision (order_id, case_no, region_code, department, level, cause, state,
        proposed_at, issued_at, answer_due_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (order_id) do update set state = excluded.state,
        issued_at = excluded.issued_at, answer_due_at = excluded.answer_due_at
      """;

  private final JdbcTemplate jdbc;
  private final EventCodec codec;
  private final Safe safe;

  CaseTables(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
    var random = new SecureRandom();
    this.codec =
        new EventCodec(
            () -> {
              var salt = new byte[16];
              random.nextBytes(salt);
              return salt;
            });
  }

  /** The fresh events as rows, each chained to the one before. */
  List<EventCodec.Row> chain(CaseFile file) {
    var rows = new ArrayList<EventCodec.Row>();
    String head = file.head();
    for (var event : file.fresh()) {
      var row = codec.write(event, head);
      rows.add(row);
      head = row.hash();
    }
    return rows;
  }

  /** Writes the record of a new case; false if its source id is known already. */
  boolean insert(CaseFile file, List<EventCodec.Row> rows, InboundMessage message) {
    var c = file.current();
    var s = c.source();
    var at = Timestamp.from(c.registeredAt());
    return jdbc.update(
            INSERT,
            c.caseNo(),
            s.channelCode(),
            s.system(),
            s.caseId(),
            Fingerprint.of(file.submission()),
            Sha256.hex(message.raw()),
            c.status().name(),
            c.regionCode(),
            CaseRow.category(c),
            CanonicalJson.write(c),
            rows.size(),
            head(rows),
            c.rulesVersion(),
            at,
            at)
        == 1;
  }

  void update(CaseFile file, List<EventCodec.Row> rows) {
    var c = file.current();
    jdbc.update(
        UPDATE,
        c.status().name(),
        c.regionCode(),
        CaseRow.category(c),
        CanonicalJson.write(c),
        file.length() + rows.size(),
        head(rows),
        Timestamp.from(file.fresh().get(rows.size() - 1).at()),
        c.caseNo());
  }

  Optional<CaseFile> lock(String caseNo) {
    return stands(caseNo).map(file -> file.with(additions(caseNo)));
  }

  private List<Addition> additions(String caseNo) {
    return jdbc
        .query(
            ADDITIONS,
            (rs, i) ->
                codec.read(
                    rs.getString("type"),
                    rs.getString("data"),
                    safe.words(caseNo, rs.getInt("seq"), rs.getBytes("words"))),
            caseNo,
            EventCodec.ADDING.toArray(String[]::new))
        .stream()
        .flatMap(event -> event.addition().stream())
        .toList();
  }

  private Optional<CaseFile> stands(String caseNo) {
    return jdbc
        .query(
            LOCK,
            (rs, i) ->
                CaseFile.taken(
                    CaseRow.state(rs.getString("state")),
                    CaseRow.submission(safe.words(caseNo, 1, rs.getBytes("words"))),
                    rs.getInt("length"),
                    rs.getString("head")),
            caseNo)
        .stream()
        .findFirst();
  }

  void events(CaseFile file, List<EventCodec.Row> rows) {
    String caseNo = file.current().caseNo();
    var events = new ArrayList<Object[]>();
    var words = new ArrayList<Object[]>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      int seq = file.length() + i + 1;
      var at = Timestamp.from(file.fresh().get(i).at());
      events.add(new Object[] {caseNo, seq, row.type(), at, row.data(), row.hash()});
      if (row.words() != null) {
        words.add(new Object[] {caseNo, seq, row.salt(), safe.words(caseNo, seq, row.words())});
      }
    }
    jdbc.batchUpdate(
        "insert into case_event (case_no, seq, type, at, data, hash) values (?, ?, ?, ?, ?::json, ?)",
        events);
    jdbc.batchUpdate(
        "insert into person_data (case_no, seq, salt, words) values (?, ?, ?, ?)", words);
  }

  void clocks(CaseFile file) {
    var c = file.current();
    var rows = new ArrayList<Object[]>();
    var before = file.before() == null ? Map.<String, Clock>of() : latest(file.before());
    for (var entry : latest(c).entrySet()) {
      var k = entry.getValue();
      if (k.equals(before.get(entry.getKey()))) {
        continue;
      }
      rows.add(
          new Object[] {
            c.caseNo(),
            k.kind().name(),
            k.subject(),
            k.round(),
            Timestamp.from(k.dueAt()),
            timestamp(k.stoppedAt()),
            timestamp(k.breachedAt()),
            timestamp(k.watchAt().orElse(null))
          });
    }
    jdbc.batchUpdate(CLOCK, rows);
  }

  /** A limit may begin anew in the same round; its row is that of the latest. */
  private static Map<String, Clock> latest(Case c) {
    var latest = new LinkedHashMap<String, Clock>();
    c.clocks().forEach(k -> latest.put(k.kind() + "/" + k.subject() + "/" + k.round(), k));
    return latest;
  }

  void assignments(CaseFile file) {
    var c = file.current();
    var rows = new ArrayList<Object[]>();
    for (Assignment a : changed(file, f -> f.assignments())) {
      rows.add(
          new Object[] {
            a.id(),
            c.caseNo(),
            a.department().toString(),
            a.role().name(),
            a.state().name(),
            a.round(),
            Timestamp.from(a.dispatchedAt()),
            a.active() && a.extensionAsked() != null,
            a.active() && a.suspensionAsked() != null
          });
    }
    jdbc.batchUpdate(ASSIGNMENT, rows);
  }

  void orders(CaseFile file) {
    var c = file.current();
    var rows = new ArrayList<Object[]>();
    for (SupervisionOrder o : changed(file, Case::orders)) {
      rows.add(
          new Object[] {
            o.id(),
            c.caseNo(),
            c.regionCode(),
            o.department().toString(),
            o.level().name(),
            o.cause().name(),
            o.state().name(),
            Timestamp.from(o.proposedAt()),
            timestamp(o.issuedAt()),
            timestamp(o.answerDueAt())
          });
    }
    jdbc.batchUpdate(ORDER, rows);
  }

  private static <T> List<T> changed(CaseFile file, Function<Case, List<T>> what) {
    var now = what.apply(file.current());
    if (file.before() == null) {
      return now;
    }
    var before = what.apply(file.before());
    return now.stream().filter(not(before::contains)).toList();
  }

  private static String head(List<EventCodec.Row> rows) {
    return rows.get(rows.size() - 1).hash();
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
