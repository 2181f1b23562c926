package io.bancheng.ledger;

import io.bancheng.canonical.Deed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every version of the operators' files, and who put which into force. The last change is what all
 * nodes have in force.
 */
public final class ConfigVersions {
  private static final long LOCK = 6_1124L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final AuditTrail audit;

  /** How a version came into force. */
  public enum How {
    /** The hub was started with it. */
    START,
    /** Files were saved. */
    FILES,
    /** A person asked for an earlier one. */
    REQUEST
  }

  /**
   * A version came into force.
   *
   * @param previous what was in force before, null at the very first start
   * @param by a system id of staff, or who owns the saved files
   */
  public record Change(String version, String previous, Instant at, String by, How how) {}

  public ConfigVersions(JdbcTemplate jdbc, TransactionTemplate transaction, AuditTrail audit) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
  }

  /** What is in force, and since when. */
  public Optional<Change> head() {
    return list(1).stream().findFirst();
  }

  /** The changes, the latest first. */
  public List<Change> list(int limit) {
    return jdbc.query(
        "select version, previous, at, by, how from config_change order by id desc limit ?",
        (rs, i) -> change(rs),
        limit);
  }

  /**
   * Puts a version into force, unless another one than {@code previous} is by now.
   *
   * @return false if somebody was faster; nothing has changed then
   */
  public boolean change(Change next) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
              boolean still =
                  Objects.equals(head().map(Change::version).orElse(null), next.previous());
              if (still) {
                insert(next);
                audit.append(
                    Deed.done(next.by(), "CONFIGURATION", next.version())
                        .saying("how=" + next.how()));
              }
              return still;
            }));
  }

  /** Keeps a version's files for good. */
  public void keep(String version, byte[] files, Instant now) {
    jdbc.update(
        """
        insert into config_version (version, kept_at, files) values (?, ?, ?)
        on conflict (version) do update set files = excluded.files
          where config_version.files is null
        """,
        version,
        Timestamp.from(now),
        files);
  }

  /** The files of a kept version. */
  public Optional<byte[]> files(String version) {
    return jdbc
        .queryForList(
            "select files from config_version where version = ? and files is not null",
            byte[].class,
            version)
        .stream()
        .findFirst();
  }

  /** The kept versions whose hash begins so. */
  public List<String> beginningWith(String start) {
    return jdbc.queryForList(
        "select version from config_version where starts_with(version, ?) and files is not null"
            + " order by version limit 3",
        String.class,
        start);
  }

  private void insert(Change next) {
    jdbc.update(
        "insert into config_change (version, previous, at, by, how) values (?, ?, ?, ?, ?)",
        next.version(),
        next.previous(),
        Timestamp.from(next.at()),
        next.by(),
        next.how().name());
  }

  private static Change change(ResultSet rs) throws SQLException {
    return new Change(
        rs.getString("version"),
        rs.getString("previous"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("by"),
        How.valueOf(rs.getString("how")));
  }
}
