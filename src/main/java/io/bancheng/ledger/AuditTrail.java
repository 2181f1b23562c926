package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Deed;
import io.bancheng.canonical.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit (审计): who did or tried what. Entries are only ever added; each one's hash covers the
 * one before, so that a changed, missing or moved entry is found. There is no way to take one out.
 */
public final class AuditTrail {
  private static final long LOCK = 6_1137L;
  private static final int BATCH = 5_000;

  private static final String PAGE =
      """
      select seq, data, hash from audit
      where seq < :before and (cast(:from as timestamptz) is null or at >= :from)
        and (cast(:to as timestamptz) is null or at < :to)
        and (cast(:who as text) is null or who = :who)
        and (cast(:subject as text) is null or subject = :subject)
        and (cast(:what as text) is null or what like '%' || :what || '%')
        and (cast(:outcome as text) is null or outcome = :outcome)
      order by seq desc limit :limit
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Hash hash;

  /** An entry, and its link in the hash chain. */
  public record Entry(long seq, Instant at, Deed deed, String hash) {}

  /**
   * Which entries; null means any.
   *
   * @param what a part of what was done
   * @param before entries with a lower number only
   */
  public record Filter(
      Instant from,
      Instant to,
      String who,
      String what,
      String subject,
      Deed.Outcome outcome,
      Long before,
      int limit) {}

  /**
   * Whether the chain holds.
   *
   * @param checked how many entries were looked at
   * @param broken the first entry that does not follow from the one before, if there is one
   */
  public record Verdict(long checked, Optional<Long> broken) {
    public boolean holds() {
      return broken.isEmpty();
    }
  }

  private record Link(long seq, String data, String hash) {
    static final Link NONE = new Link(0, "", "");
  }

  public AuditTrail(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, Hash hash) {
    this.jdbc = JdbcClient.create(jdbc);
    this.transaction = transaction;
    this.clock = clock;
    this.hash = hash;
  }

  /**
   * Adds an entry, in the caller's transaction if there is one. Others who add one wait until it
   * ends: the chain has one end.
   */
  public void append(Deed deed) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(rs -> {});
          Link last = last().orElse(Link.NONE);
          write(last, deed, clock.instant());
        });
  }

  /** Entries, the latest first. */
  public List<Entry> page(Filter filter) {
    return jdbc.sql(PAGE)
        .param("before", filter.before() == null ? Long.MAX_VALUE : filter.before())
        .param("from", timestamp(filter.from()))
        .param("to", timestamp(filter.to()))
        .param("who", filter.who())
        .param("what", filter.what())
        .param("subject", filter.subject())
        .param("outcome", filter.outcome() == null ? null : filter.outcome().name())
        .param("limit", filter.limit())
        .query((rs, i) -> entry(link(rs)))
        .list();
  }

  /** Follows the chain from its beginning. */
  public Verdict verify() {
    Link last = Link.NONE;
    while (true) {
      var batch = after(last.seq());
      for (Link link : batch) {
        if (link.seq() != last.seq() + 1 || !Hash.fits(link.hash(), last.hash(), link.data())) {
          return new Verdict(last.seq(), Optional.of(link.seq()));
        }
        last = link;
      }
      if (batch.size() < BATCH) {
        return new Verdict(last.seq(), Optional.empty());
      }
    }
  }

  private void write(Link last, Deed deed, Instant at) {
    String data = data(last.seq() + 1, at, deed);
    jdbc.sql(
            "insert into audit (seq, at, who, what, subject, outcome, data, hash)"
                + " values (?, ?, ?, ?, ?, ?, cast(? as json), ?)")
        .params(
            last.seq() + 1,
            Timestamp.from(at),
            deed.who(),
            deed.what(),
            deed.subject(),
            deed.outcome().name(),
            data,
            hash.of(last.hash(), data))
        .update();
  }

  private Optional<Link> last() {
    return jdbc.sql("select seq, data, hash from audit order by seq desc limit 1")
        .query((rs, i) -> link(rs))
        .optional();
  }

  private List<Link> after(long seq) {
    return jdbc.sql("select seq, data, hash from audit where seq > ? order by seq limit ?")
        .params(seq, BATCH)
        .query((rs, i) -> link(rs))
        .list();
  }

  private static String data(long seq, Instant at, Deed deed) {
    return CanonicalJson.MAPPER
        .createObjectNode()
        .put("seq", seq)
        .put("at", at.toString())
        .put("who", deed.who())
        .put("what", deed.what())
        .put("subject", deed.subject())
        .put("outcome", deed.outcome().name())
        .put("detail", deed.detail())
        .toString();
  }

  private static Entry entry(Link link) {
    var data = CaseRow.read(link.data(), JsonNode.class);
    return new Entry(
        link.seq(),
        Instant.parse(data.path("at").asText()),
        new Deed(
            data.path("who").asText(),
            data.path("what").asText(),
            data.path("subject").asText(),
            Deed.Outcome.valueOf(data.path("outcome").asText()),
            data.path("detail").asText()),
        link.hash());
  }

  private static Link link(ResultSet rs) throws SQLException {
    return new Link(rs.getLong("seq"), rs.getString("data"), rs.getString("hash"));
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
