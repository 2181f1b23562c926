package io.bancheng.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows of the transaction at hand that nothing in it reads again: they go along with the next
 * statements that are sent together, at the latest before the commit.
 */
final class Trailing {
  private final JdbcTemplate jdbc;
  private final List<ManyRows> rows = new ArrayList<>();

  private Trailing(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes the rows with what comes; at once where there is no transaction. */
  static void add(JdbcTemplate jdbc, ManyRows rows) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      new Pipeline().add(rows).send(jdbc);
      return;
    }
    var waiting = (Trailing) TransactionSynchronizationManager.getResource(Trailing.class);
    if (waiting == null) {
      waiting = new Trailing(jdbc);
      TransactionSynchronizationManager.bindResource(Trailing.class, waiting);
      TransactionSynchronizationManager.registerSynchronization(waiting.new Commit());
    }
    waiting.more(rows);
  }

  /** The same for many cases is one statement. */
  private void more(ManyRows added) {
    rows.stream()
        .filter(there -> there.sameAs(added))
        .findFirst()
        .ifPresentOrElse(there -> there.addAll(added), () -> rows.add(added));
  }

  /** Puts what waits behind these. */
  static void behind(Pipeline pipeline) {
    if (TransactionSynchronizationManager.getResource(Trailing.class) instanceof Trailing waiting) {
      waiting.rows.forEach(pipeline::add);
      waiting.rows.clear();
    }
  }

  /** A transaction within which another one runs keeps what waits to itself. */
  private final class Commit implements TransactionSynchronization {
    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Trailing.class);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Trailing.class, Trailing.this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      var all = new Pipeline();
      behind(all);
      all.send(jdbc);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Trailing.class);
    }
  }
}
