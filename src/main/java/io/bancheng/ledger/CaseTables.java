package io.bancheng.ledger;

import static java.util.function.Predicate.not;

import io.bancheng.canonical.Addition;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.Hash;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.ledger.ManyRows.Statement;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of a case: its record, events, words, clocks and assignments. */
final class CaseTables {
  private static final Statement RECORD =
      Statement.of(
          """
          insert into case_record (case_no, channel_code, source_system, source_case_id, body_sha,
            raw_sha, status, region_code, category_code, state, opinions, length, head,
            rules_version, registered_at, changed_at)
          select case_no, channel_code, source_system, source_case_id, body_sha, raw_sha, status,
            region_code, category_code, state::jsonb, opinions, length, head, rules_version,
            registered_at::timestamptz, registered_at::timestamptz
          from :rows
          on conflict on constraint one_case_per_source do nothing
          returning case_record.case_no
          """,
          "case_no text",
          "channel_code text",
          "source_system text",
          "source_case_id text",
          "body_sha text",
          "raw_sha text",
          "status text",
          "region_code text",
          "category_code text",
          "state text",
          "opinions bytea",
          "length int4",
          "head text",
          "rules_version text",
          "registered_at text");
  private static final Statement UPDATE =
      Statement.of(
          """
          update case_record r set status = n.status, region_code = n.region_code,
            category_code = n.category_code, state = n.state::jsonb, opinions = n.opinions,
            length = n.length, head = n.head, changed_at = n.changed_at::timestamptz
          from (select * from :rows) n where r.case_no = n.case_no
          """,
          "case_no text",
          "status text",
          "region_code text",
          "category_code text",
          "state text",
          "opinions bytea",
          "length int4",
          "head text",
          "changed_at text");
  private static final Statement EVENT =
      Statement.of(
          """
          insert into case_event (case_no, seq, type, at, data, hash)
          select case_no, seq, type, at::timestamptz, data::json, hash from :rows
          """,
          "case_no text",
          "seq int4",
          "type text",
          "at text",
          "data text",
          "hash text");
  private static final Statement WORDS =
      Statement.of(
          """
          insert into person_data (case_no, seq, salt, words)
          select case_no, seq, salt, words from :rows
          """,
          "case_no text",
          "seq int4",
          "salt text",
          "words bytea");
  private static final String LOCK =
      ManyRows.any(
          """
          select r.case_no, r.state, r.opinions, r.length, r.head, p.words,
            exists (select 1 from case_event e
              where e.case_no = r.case_no and e.type = :any) added
          from case_record r left join person_data p on p.case_no = r.case_no and p.seq = 1
          where r.case_no = :any order by r.case_no for update of r
          """);
  private static final String ADDITIONS =
      """
      select e.seq, e.type, e.data, p.words
      from case_event e left join person_data p on p.case_no = e.case_no and p.seq = e.seq
      where e.case_no = ? and e.type = any (?) order by e.seq
      """;
  private static final Statement CLOCK =
      Statement.of(
          """
          insert into clock (case_no, kind, subject, round, due_at, stopped_at, breached_at, watch_at)
          select case_no, kind, subject, round, due_at::timestamptz, stopped_at::timestamptz,
            breached_at::timestamptz, watch_at::timestamptz
          from :rows
          on conflict (case_no, kind, subject, round) do update set due_at = excluded.due_at,
            stopped_at = excluded.stopped_at, breached_at = excluded.breached_at,
            watch_at = excluded.watch_at
          """,
          "case_no text",
          "kind text",
          "subject text",
          "round int4",
          "due_at text",
          "stopped_at text",
          "breached_at text",
          "watch_at text");
  private static final Statement ASSIGNMENT =
      Statement.of(
          """
          insert into assignment (assignment_id, case_no, department, role, state, round,
            dispatched_at, extension_asked, suspension_asked)
          select assignment_id, case_no, department, role, state, round,
            dispatched_at::timestamptz, extension_asked, suspension_asked
          from :rows
          on conflict (assignment_id) do update set state = excluded.state,
            extension_asked = excluded.extension_asked,
            suspension_asked = excluded.suspension_asked
          """,
          "assignment_id text",
          "case_no text",
          "department text",
          "role text",
          "state text",
          "round int4",
          "dispatched_at text",
          "extension_asked bool",
          "suspension_asked bool");
  private static final Statement ORDER =
      Statement.of(
          """
          insert into supervision (order_id, case_no, region_code, department, level, cause, state,
            proposed_at, issued_at, answer_due_at)
          select order_id, case_no, region_code, department, level, cause, state,
            proposed_at::timestamptz, issued_at::timestamptz, answer_due_at::timestamptz
          from :rows
          on conflict (order_id) do update set state = excluded.state,
            issued_at = excluded.issued_at, answer_due_at = excluded.answer_due_at
          """,
          "order_id text",
          "case_no text",
          "region_code text",
          "department text",
          "level text",
          "cause text",
          "state text",
          "proposed_at text",
          "issued_at text",
          "answer_due_at text");

  private final JdbcTemplate jdbc;
  private final EventCodec codec;
  private final Safe safe;

  CaseTables(JdbcTemplate jdbc, Seal seal, Hash hash) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
    var random = new SecureRandom();
    this.codec =
        new EventCodec(
            () -> {
              var salt = new byte[16];
              random.nextBytes(salt);
              return salt;
            },
            hash);
  }

  /** The fresh events of a case as rows, each chained to the one before. */
  Posting posting(CaseFile file, InboundMessage message, List<Letter> letters) {
    var rows = new ArrayList<EventCodec.Row>();
    String head = file.head();
    for (var event : file.fresh()) {
      var row = codec.write(event, head);
      rows.add(row);
      head = row.hash();
    }
    boolean kept = message == null || message.id() != null;
    return new Posting(file, message, kept ? null : safe.raw(message), rows, letters);
  }

  /** Writes the records of new cases whose source id is not known already, and says which. */
  Set<String> insert(List<Posting> postings) {
    return Set.copyOf(records(postings).query(jdbc, (rs, i) -> rs.getString("case_no")));
  }

  private ManyRows records(List<Posting> postings) {
    var rows = new ManyRows(RECORD);
    for (Posting posting : postings) {
      var c = posting.file().current();
      var s = c.source();
      var state = safe.state(c);
      rows.add(
          c.caseNo(),
          s.channelCode(),
          s.system(),
          s.caseId(),
          Fingerprint.of(posting.file().submission()),
          Sha256.hex(posting.message().raw()),
          c.status().name(),
          c.regionCode(),
          CaseRow.category(c),
          state.json(),
          state.opinions(),
          posting.rows().size(),
          posting.head(),
          c.rulesVersion(),
          c.registeredAt());
    }
    return rows;
  }

  ManyRows updates(List<Posting> postings) {
    var rows = new ManyRows(UPDATE);
    for (Posting posting : postings) {
      var file = posting.file();
      var c = file.current();
      var state = safe.state(c);
      rows.add(
          c.caseNo(),
          c.status().name(),
          c.regionCode(),
          CaseRow.category(c),
          state.json(),
          state.opinions(),
          file.length() + posting.rows().size(),
          posting.head(),
          posting.at());
    }
    return rows;
  }

  /** Those of these cases that there are, locked in the order of their numbers. */
  List<CaseFile> lock(List<String> caseNos) {
    return stand(caseNos).stream()
        .map(s -> s.added() ? s.file().with(additions(s.caseNo())) : s.file())
        .toList();
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

  /** A case, and whether something was said about it later. */
  private record Standing(CaseFile file, boolean added) {
    String caseNo() {
      return file.current().caseNo();
    }
  }

  private List<Standing> stand(List<String> caseNos) {
    return jdbc.query(
        LOCK,
        (rs, i) ->
            new Standing(
                CaseFile.taken(
                    safe.state(rs),
                    CaseRow.submission(
                        safe.words(rs.getString("case_no"), 1, rs.getBytes("words"))),
                    rs.getInt("length"),
                    rs.getString("head")),
                rs.getBoolean("added")),
        EventCodec.ADDING.toArray(String[]::new),
        caseNos.toArray(String[]::new));
  }

  /** Everything that was added to these cases. */
  void additions(List<Posting> postings, Pipeline to) {
    var events = new ManyRows(EVENT);
    var words = new ManyRows(WORDS);
    var clocks = new ManyRows(CLOCK);
    var assignments = new ManyRows(ASSIGNMENT);
    var orders = new ManyRows(ORDER);
    for (Posting posting : postings) {
      events(posting, events, words);
      clocks(posting.file(), clocks);
      assignments(posting.file(), assignments);
      orders(posting.file(), orders);
    }
    to.add(events).add(words).add(clocks).add(assignments).add(orders);
  }

  private void events(Posting posting, ManyRows events, ManyRows words) {
    var file = posting.file();
    String caseNo = file.current().caseNo();
    for (int i = 0; i < posting.rows().size(); i++) {
      var row = posting.rows().get(i);
      int seq = file.length() + i + 1;
      events.add(caseNo, seq, row.type(), file.fresh().get(i).at(), row.data(), row.hash());
      if (row.words() != null) {
        words.add(caseNo, seq, row.salt(), safe.words(caseNo, seq, row.words()));
      }
    }
  }

  private static void clocks(CaseFile file, ManyRows rows) {
    var c = file.current();
    var before = file.before() == null ? Map.<String, Clock>of() : latest(file.before());
    for (var entry : latest(c).entrySet()) {
      var k = entry.getValue();
      if (!k.equals(before.get(entry.getKey()))) {
        rows.add(
            c.caseNo(),
            k.kind().name(),
            k.subject(),
            k.round(),
            k.dueAt(),
            k.stoppedAt(),
            k.breachedAt(),
            k.watchAt().orElse(null));
      }
    }
  }

  /** A limit may begin anew in the same round; its row is that of the latest. */
  private static Map<String, Clock> latest(Case c) {
    var latest = new LinkedHashMap<String, Clock>();
    c.clocks().forEach(k -> latest.put(k.kind() + "/" + k.subject() + "/" + k.round(), k));
    return latest;
  }

  private static void assignments(CaseFile file, ManyRows rows) {
    for (Assignment a : changed(file, Case::assignments)) {
      rows.add(
          a.id(),
          file.current().caseNo(),
          a.department(),
          a.role().name(),
          a.state().name(),
          a.round(),
          a.dispatchedAt(),
          a.active() && a.extensionAsked() != null,
          a.active() && a.suspensionAsked() != null);
    }
  }

  private static void orders(CaseFile file, ManyRows rows) {
    var c = file.current();
    for (SupervisionOrder o : changed(file, Case::orders)) {
      rows.add(
          o.id(),
          c.caseNo(),
          c.regionCode(),
          o.department(),
          o.level().name(),
          o.cause().name(),
          o.state().name(),
          o.proposedAt(),
          o.issuedAt(),
          o.answerDueAt());
    }
  }

  private static <T> List<T> changed(CaseFile file, Function<Case, List<T>> what) {
    var now = what.apply(file.current());
    if (file.before() == null) {
      return now;
    }
    var before = what.apply(file.before());
    return now.stream().filter(not(before::contains)).toList();
  }
}
