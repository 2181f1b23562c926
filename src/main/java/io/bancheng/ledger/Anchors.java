package io.bancheng.ledger;

import io.bancheng.canonical.Hash;
import io.bancheng.canonical.Signet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * States from time to time where every chain ends, and keeps the statements (存证锚点). One node at a
 * time does it; every node then writes what was stated into a file of its own.
 */
public final class Anchors {
  private static final long LOCK = 6_1140L;
  private static final String CHANGED =
      """
      select distinct on (case_no collate "C") case_no, seq, hash from case_event
      where xid >= ?::xid8 and xid < ?::xid8 order by case_no collate "C", seq desc
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Parts parts;

  /** What it works with. */
  public record Parts(Clock clock, Signet signet, Hash hash) {}

  private record Last(long seq, String line, String upto) {
    static final Last NONE = new Last(0, "", "0");
  }

  private record AuditEnd(long seq, String hash) {
    static final AuditEnd NONE = new AuditEnd(0, "");
  }

  public Anchors(JdbcTemplate jdbc, TransactionTemplate transaction, Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parts = parts;
  }

  /**
   * States where the chains end now, if any went on since the last time.
   *
   * @return the number of the new anchor
   */
  public Optional<Long> drop() {
    return transaction.execute(
        status -> {
          jdbc.execute("set local statement_timeout = '5min'");
          boolean mine =
              Boolean.TRUE.equals(
                  jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
          return mine ? next() : Optional.empty();
        });
  }

  /** The lines after that number, oldest first. */
  List<String> after(long seq, int limit) {
    return jdbc.queryForList(
        "select line from anchor where seq > ? order by seq limit ?", String.class, seq, limit);
  }

  /** The line of that number. */
  Optional<String> line(long seq) {
    return jdbc.queryForList("select line from anchor where seq = ?", String.class, seq).stream()
        .findFirst();
  }

  private Optional<Long> next() {
    var last = last();
    String upto =
        jdbc.queryForObject("select pg_snapshot_xmin(pg_current_snapshot())::text", String.class);
    var audit = auditEnd();
    var leaves = leaves(last, upto);
    boolean stale =
        leaves.isEmpty() && last.seq() > 0 && Anchor.read(last.line()).auditSeq() == audit.seq();
    if (stale) {
      return Optional.empty();
    }
    write(anchor(last, audit, leaves), leaves, upto);
    return Optional.of(last.seq() + 1);
  }

  private Anchor anchor(Last last, AuditEnd audit, List<AnchorLeaf> leaves) {
    var tree = new MerkleTree(parts.hash());
    leaves.forEach(tree::add);
    return new Anchor(
        last.seq() + 1,
        parts.clock().instant(),
        last.line().isEmpty() ? "" : parts.hash().of(last.line()),
        leaves.size(),
        tree.root(),
        audit.seq(),
        audit.hash(),
        parts.signet().publicKey());
  }

  private void write(Anchor anchor, List<AnchorLeaf> leaves, String upto) {
    jdbc.update(
        "insert into anchor (seq, line, upto) values (?, ?, ?::xid8)",
        anchor.seq(),
        anchor.line(parts.signet()),
        upto);
    var rows = new ArrayList<Object[]>();
    leaves.forEach(l -> rows.add(new Object[] {l.anchor(), l.caseNo(), l.length(), l.head()}));
    jdbc.batchUpdate(
        "insert into anchor_leaf (anchor, case_no, length, head) values (?, ?, ?, ?)", rows);
  }

  private List<AnchorLeaf> leaves(Last last, String upto) {
    return jdbc.query(
        CHANGED,
        (rs, i) ->
            new AnchorLeaf(
                last.seq() + 1, rs.getString("case_no"), rs.getInt("seq"), rs.getString("hash")),
        last.upto(),
        upto);
  }

  private Last last() {
    return jdbc
        .query(
            "select seq, line, upto::text upto from anchor order by anchor.seq desc limit 1",
            (rs, i) -> new Last(rs.getLong("seq"), rs.getString("line"), rs.getString("upto")))
        .stream()
        .findFirst()
        .orElse(Last.NONE);
  }

  private AuditEnd auditEnd() {
    return jdbc
        .query(
            "select seq, hash from audit order by seq desc limit 1",
            (rs, i) -> new AuditEnd(rs.getLong("seq"), rs.getString("hash")))
        .stream()
        .findFirst()
        .orElse(AuditEnd.NONE);
  }
}
