package io.bancheng.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which of the broker's disks is in use (换代). Ledger and broker hold the same number. If the
 * broker's is missing, its disk was lost; if they differ, one of them came back from a backup. Then
 * a new epoch begins, and what was handed over in an earlier one counts as not sent.
 */
public final class BrokerEpochs {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerEpochs.class);
  private static final long LOCK = 6_1145L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  /** The broker's number, which lies on its disk. */
  public interface Mark {
    /** The highest one there is, 0 for none. */
    long read();

    /** Returns when it is on the disk. */
    void write(long epoch);
  }

  public BrokerEpochs(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** The epoch that letters are handed over in now; begins a new one where that is needed. */
  public long settle(Mark mark) {
    return transaction.execute(
        status -> {
          jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
          long known = latest();
          long there = mark.read();
          return known == there && known > 0 ? known : begin(Math.max(known, there) + 1, mark);
        });
  }

  private long latest() {
    return jdbc.queryForObject("select coalesce(max(id), 0) from broker_epoch", Long.class);
  }

  /** The mark first: a ledger that does not know of it begins one more, which does no harm. */
  private long begin(long epoch, Mark mark) {
    mark.write(epoch);
    jdbc.update("insert into broker_epoch (id) values (?)", epoch);
    if (epoch > 1) {
      LOG.warn("the broker's disk is not the one before: what was on it is sent again");
    }
    return epoch;
  }
}
