package io.bancheng.ledger;

import io.bancheng.canonical.CaseBatch;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Unacceptable;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Messages that came in one request (批量): new cases are written together, and each item has its own
 * end. When the ledger is away the request ends as a whole; sent again, what was written is found.
 */
public final class CaseBatches {
  private static final Logger LOG = LoggerFactory.getLogger(CaseBatches.class);

  private final Ledger ledger;
  private final Inbox inbox;

  public CaseBatches(Ledger ledger, Inbox inbox) {
    this.ledger = ledger;
    this.inbox = inbox;
  }

  /** Notes what an item came to: a case that is to be written, or what its sender is told. */
  public void taken(CaseBatch batch, CaseBatch.Item item, Object result) {
    if (result instanceof CaseFile file) {
      batch.hold(item, file);
    } else {
      batch.ended(item, result);
    }
  }

  /** Parks an item that is no case and no note about one. */
  public void refused(CaseBatch batch, CaseBatch.Item item, Exception refusal) {
    var why = Unacceptable.in(refusal);
    inbox.park(item.message(), why);
    batch.ended(item, why);
  }

  /** Goes on behind an item on which the hub failed, but not without the ledger. */
  public void failed(CaseBatch batch, CaseBatch.Item item, RuntimeException fault) {
    if (fault instanceof DataAccessException || fault instanceof TransactionException) {
      throw fault;
    }
    LOG.error("item {} of a batch failed; its sender is told so", item.index(), fault);
    batch.ended(item, fault);
  }

  /**
   * Writes the new cases that wait, with those of others in shared commits.
   *
   * @return how many there were
   */
  public int write(CaseBatch batch) {
    var held = batch.toWrite();
    List<Supplier<Receipt>> receipts = ledger.registerAll(held);
    for (int i = 0; i < held.size(); i++) {
      end(batch, held.get(i).item(), receipts.get(i));
    }
    return held.size();
  }

  private void end(CaseBatch batch, CaseBatch.Item item, Supplier<Receipt> receipt) {
    try {
      batch.ended(item, receipt.get());
    } catch (Unacceptable refusal) {
      refused(batch, item, refusal);
    } catch (RuntimeException fault) {
      failed(batch, item, fault);
    }
  }
}
