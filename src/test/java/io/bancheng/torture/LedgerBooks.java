package io.bancheng.torture;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Seal;
import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.SharedSecrets;
import io.bancheng.ledger.CaseReader;
import io.bancheng.torture.Evidence.Handed;
import io.bancheng.torture.Evidence.Holds;
import io.bancheng.torture.Evidence.LedgerCase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads the ledger for the checker, past the hub. */
final class LedgerBooks implements AutoCloseable {
  private final DatabaseAccess ledger;
  private final Connection connection;
  private final JdbcClient jdbc;
  private final Seal seal;
  private final CaseReader reader;
  private final Rerouting rerouting;
  private final Set<String> kept = new HashSet<>();

  LedgerBooks(DatabaseAccess ledger) throws SQLException {
    this.ledger = ledger;
    this.connection = RunningDatabase.connect(ledger);
    this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.seal = SharedSecrets.seal(Path.of("target", "books"));
    this.reader = new CaseReader(jdbc, seal);
    this.rerouting = new Rerouting(jdbc);
  }

  /** Cases that have not reached their end. */
  int open() {
    return jdbc.sql("select count(*) from case_record where status <> 'FEEDBACK_GIVEN'")
        .query(Integer.class)
        .single();
  }

  /** How many rows of the inbox were parked by a department's door. */
  Map<String, Integer> parked() {
    var parked = new java.util.TreeMap<String, Integer>();
    jdbc.sql(
            "select split_part(door, '.', 1) || ' ' || reason kind, count(*) n from inbound"
                + " where state = 'Q' group by 1")
        .query(
            rs -> {
              parked.put(rs.getString("kind"), rs.getInt("n"));
            });
    return parked;
  }

  /** Every case, looked at from its first event on; by two at a time, since that takes long. */
  List<LedgerCase> cases() throws SQLException {
    var all = jdbc.sql("select case_no from case_record order by 1").query(String.class).list();
    var half = all.subList(0, all.size() / 2);
    try (var beside = new LedgerBooks(ledger)) {
      var others = CompletableFuture.supplyAsync(() -> beside.examine(half));
      var own = examine(all.subList(half.size(), all.size()));
      return Stream.concat(others.join().stream(), own.stream()).toList();
    }
  }

  private List<LedgerCase> examine(List<String> cases) {
    return cases.stream().map(this::examine).toList();
  }

  List<Handed> assignments() {
    return jdbc.sql("select assignment_id, department from assignment")
        .query(
            (rs, i) ->
                new Handed(
                    rs.getString("assignment_id"), rs.getString("department").replace(':', '.')))
        .list();
  }

  Set<String> repliesTaken() {
    return new HashSet<>(
        jdbc.sql("select replace(department, ':', '.') || ' ' || reply_key from reply_taken")
            .query(String.class)
            .list());
  }

  private LedgerCase examine(String caseNo) {
    var found = reader.find(caseNo).orElseThrow();
    var events = events(caseNo);
    boolean kept = kept().contains(found.current().rulesVersion());
    return new LedgerCase(
        caseNo,
        found.current().source().caseId(),
        Evidence.sha(found.submission().demand().content()),
        found.current().status().name(),
        new Holds(
            reader.chainHolds(caseNo),
            folded(events).equals(Optional.of(found.current())),
            IntStream.range(0, events.size()).allMatch(i -> events.get(i).seq() == i + 1),
            kept,
            kept && rerouting.same(found.current(), found.submission()),
            closedOnce(found.current(), events)));
  }

  /** None of them if one cannot be read; then nothing folds. */
  private List<CaseReader.Entry> events(String caseNo) {
    try {
      return reader.events(caseNo);
    } catch (IllegalStateException unreadable) {
      return List.of();
    }
  }

  /** None if these events can never have followed each other. */
  private static Optional<Case> folded(List<CaseReader.Entry> events) {
    try {
      Case folded = null;
      for (var entry : events) {
        folded = entry.event().applyTo(folded);
      }
      return Optional.ofNullable(folded);
    } catch (RuntimeException impossible) {
      return Optional.empty();
    }
  }

  /** Closed once in each round if it came to its end, and then with all its shares done. */
  private static boolean closedOnce(Case current, List<CaseReader.Entry> events) {
    long closings = events.stream().filter(e -> e.event() instanceof Closed).count();
    boolean ended = current.closure() != null;
    return closings == (ended ? current.round() : current.round() - 1)
        && (!ended || current.assignments().stream().allMatch(a -> a.state().terminal()));
  }

  private Set<String> kept() {
    if (kept.isEmpty()) {
      kept.addAll(
          jdbc.sql("select version from config_version where files is not null")
              .query(String.class)
              .list());
    }
    return kept;
  }

  /** Letters that still wait to be sent. */
  int owed() {
    return count("select count(*) from outbox where state = 'P'");
  }

  /** Assignments of cases at their end that count as not answered. */
  int unanswered() {
    return count(
        "select count(*) from outbox o join assignment a on a.case_no = o.case_no"
            + " and o.address = 'department.' || replace(a.department, ':', '.') || '.cases' where o.type = 'ASSIGNMENT_DISPATCHED' and o.state = 'S'"
            + " and o.acked_at is null and a.state = 'DONE'");
  }

  /** Shares of which nothing more is expected. */
  Set<String> done() {
    return new HashSet<>(
        jdbc.sql("select assignment_id from assignment where state = 'DONE'")
            .query(String.class)
            .list());
  }

  /** Kept messages that nobody has finished. */
  int waiting() {
    return count("select count(*) from inbound where state = 'N'");
  }

  /** What the broker gave up on and the hub has parked. */
  int deadLetters() {
    return count("select count(*) from inbound where reason = 'DEAD_LETTER'");
  }

  /** Limits that passed a minute ago and that nobody looked at. */
  int overlooked() {
    return count(
        "select count(*) from clock where watch_at < clock_timestamp() - interval '1 min'");
  }

  /** The words of departments' parked noise, one for each time. */
  List<String> noise() {
    return jdbc
        .sql(
            "select door, msg_id, received_at, raw from inbound"
                + " where state = 'Q' and door like 'department.%' and reason = 'UNREADABLE'")
        .query((rs, i) -> opened(rs))
        .list()
        .stream()
        .map(said -> said.replaceFirst("(?s).*(?=noise-)", ""))
        .toList();
  }

  private String opened(ResultSet rs) throws SQLException {
    String row =
        "inbound/%s/%s/%d"
            .formatted(
                rs.getString("door"),
                rs.getString("msg_id"),
                rs.getTimestamp("received_at").getTime());
    return new String(seal.open(row, rs.getBytes("raw")), StandardCharsets.UTF_8);
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
