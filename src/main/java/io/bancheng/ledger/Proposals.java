package io.bancheng.ledger;

import io.bancheng.canonical.Deed;
import io.bancheng.ledger.Proposal.Kind;
import io.bancheng.ledger.Proposal.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What waits for a second person, and what came of it. Nobody can agree to what they proposed: the
 * table refuses that too.
 */
public final class Proposals {
  private static final String COLUMNS =
      "select id, kind, subject, about, by, at, until, vouched_by, state, decided_by, decided_at"
          + " from proposal ";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final AuditTrail audit;
  private final Policy policy;

  /**
   * Whether the office wants a second person at all.
   *
   * @param lasts how long a proposal waits
   */
  public record Policy(boolean required, Duration lasts) {}

  public Proposals(
      JdbcTemplate jdbc, TransactionTemplate transaction, AuditTrail audit, Policy policy) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.policy = policy;
  }

  /** Whether the office wants a second person. */
  public boolean required() {
    return policy.required();
  }

  /** Makes a proposal; the same one that waits already is not made twice. */
  public Proposal propose(Kind kind, String subject, String about, String by, Instant now) {
    return transaction.execute(
        status -> {
          expire(now);
          int made =
              jdbc.update(
                  "insert into proposal (kind, subject, about, by, at, until)"
                      + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                  kind.name(),
                  subject,
                  about,
                  by,
                  Timestamp.from(now),
                  Timestamp.from(now.plus(policy.lasts())));
          var proposal = latest(kind, subject).orElseThrow();
          if (made == 1) {
            audit(by, "PROPOSED", proposal);
          }
          return proposal;
        });
  }

  /** The latest about that version or case. */
  public Optional<Proposal> latest(Kind kind, String subject) {
    return jdbc
        .query(
            COLUMNS + "where kind = ? and subject = ? order by id desc limit 1",
            (rs, i) -> proposal(rs),
            kind.name(),
            subject)
        .stream()
        .findFirst();
  }

  public Optional<Proposal> find(long id) {
    return jdbc.query(COLUMNS + "where id = ?", (rs, i) -> proposal(rs), id).stream().findFirst();
  }

  /** Those of these kinds, what waits first, then the latest. */
  public List<Proposal> list(List<Kind> kinds, int limit) {
    return jdbc.query(
        COLUMNS + "where kind = any (?) order by (state = 'WAITING') desc, id desc limit ?",
        (rs, i) -> proposal(rs),
        kinds.stream().map(Kind::name).toArray(String[]::new),
        limit);
  }

  /**
   * Somebody answers for files.
   *
   * @return false if somebody does already, or it no longer waits
   */
  public boolean vouch(long id, String account, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean first =
                  jdbc.update(
                          "update proposal set vouched_by = ? where id = ? and state = 'WAITING'"
                              + " and until > ? and vouched_by is null",
                          account,
                          id,
                          Timestamp.from(now))
                      == 1;
              if (first) {
                audit(account, "VOUCHED", find(id).orElseThrow());
              }
              return first;
            }));
  }

  /**
   * Ends what waits.
   *
   * @return false if it no longer waits
   */
  public boolean decide(long id, State state, String account, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean first =
                  jdbc.update(
                          "update proposal set state = ?, decided_by = ?, decided_at = ?"
                              + " where id = ? and state = 'WAITING' and until > ?",
                          state.name(),
                          account,
                          Timestamp.from(now),
                          id,
                          Timestamp.from(now))
                      == 1;
              if (first) {
                audit(account, state.name(), find(id).orElseThrow());
              }
              return first;
            }));
  }

  /** What was approved could not be done. */
  public void failed(long id) {
    jdbc.update("update proposal set state = 'FAILED' where id = ? and state = 'APPROVED'", id);
  }

  /** Ends what nobody decided in time. */
  public void expire(Instant now) {
    transaction.executeWithoutResult(
        status ->
            jdbc.query(
                    "update proposal set state = 'EXPIRED', decided_at = until"
                        + " where state = 'WAITING' and until <= ? returning id, kind, subject,"
                        + " about, by, at, until, vouched_by, state, decided_by, decided_at",
                    (rs, i) -> proposal(rs),
                    Timestamp.from(now))
                .forEach(proposal -> audit("hub", "EXPIRED", proposal)));
  }

  private void audit(String who, String what, Proposal about) {
    audit.append(
        Deed.done(who, "PROPOSAL_" + what, about.subject())
            .saying("proposal=%d kind=%s".formatted(about.id(), about.kind())));
  }

  private static Proposal proposal(ResultSet rs) throws SQLException {
    var decided = rs.getTimestamp("decided_at");
    return new Proposal(
        rs.getLong("id"),
        Kind.valueOf(rs.getString("kind")),
        rs.getString("subject"),
        rs.getString("about"),
        rs.getString("by"),
        rs.getTimestamp("at").toInstant(),
        rs.getTimestamp("until").toInstant(),
        rs.getString("vouched_by"),
        State.valueOf(rs.getString("state")),
        rs.getString("decided_by"),
        decided == null ? null : decided.toInstant());
  }
}
