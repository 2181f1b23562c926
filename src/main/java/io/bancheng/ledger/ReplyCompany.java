package io.bancheng.ledger;

import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyRound;
import io.bancheng.canonical.ReplyRound.Said;
import io.bancheng.canonical.ReplyRound.Share;
import io.bancheng.canonical.ReplyTaker;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Departments' replies that several threads have at the same time change their cases in one
 * transaction, each case locked as if it were alone. A reply that cannot be taken, or that needs a
 * closer look, is left out and taken alone by its own thread.
 */
public final class ReplyCompany {
  private static final int MOST_TOGETHER = 64;
  private static final int COMMITS_AT_ONCE = 2;

  private final Ledger ledger;
  private final ReplyInbox replies;
  private final Handover handover;
  private final ReplyTaker taker;
  private final SharedCommit<Said, Boolean> company;

  public ReplyCompany(Ledger ledger, ReplyInbox replies, Handover handover, ReplyTaker taker) {
    this.ledger = ledger;
    this.replies = replies;
    this.handover = handover;
    this.taker = taker;
    this.company = new SharedCommit<>(MOST_TOGETHER, COMMITS_AT_ONCE, this::together, this::alone);
  }

  /**
   * Takes a reply, with those of others where there are some; throws what taking it alone threw.
   */
  public void take(InboundMessage message, Reply reply) {
    var said = new Said(message, reply);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      taker.alone(said);
    } else {
      company.write(said);
    }
  }

  /** How many wait for the commit before theirs. */
  public int waiting() {
    return company.waiting();
  }

  /** The cases of the replies, locked; one reply for each case and for each key of a department. */
  public List<Share> open(ReplyRound round) {
    var first = new LinkedHashMap<String, Said>();
    var keys = new HashSet<String>();
    for (Said said : round.said()) {
      if (!first.containsKey(said.reply().caseNo()) && keys.add(ReplyInbox.key(said.reply()))) {
        first.put(said.reply().caseNo(), said);
      }
    }
    Map<String, CaseFile> files =
        ledger.openAll(List.copyOf(first.keySet())).stream()
            .collect(Collectors.toMap(file -> file.current().caseNo(), Function.identity()));
    return first.entrySet().stream()
        .filter(entry -> files.containsKey(entry.getKey()))
        .map(entry -> new Share(entry.getValue(), files.get(entry.getKey())))
        .toList();
  }

  /** Notes what one of them came to. */
  public void taken(ReplyRound round, Share share, CaseFile file) {
    round.taken(share, file);
  }

  /**
   * Writes what the replies came to; call it in the transaction that opened their cases.
   *
   * @return those that were taken: their keys had not been used before
   */
  public Set<Said> append(ReplyRound round) {
    var fresh = replies.takeFirst(round.shares());
    for (Share share : fresh) {
      var reply = share.reply();
      handover.answered(reply.caseNo(), reply.department(), share.message().receivedAt());
      replies.applied(share.message(), share.file());
    }
    ledger.appendAll(fresh.stream().map(Share::file).toList());
    return fresh.stream().map(Share::said).collect(Collectors.toSet());
  }

  private List<Boolean> together(List<Said> said) {
    var taken = taker.together(new ReplyRound(said));
    return said.stream().map(one -> taken.contains(one) ? Boolean.TRUE : null).toList();
  }

  private Boolean alone(Said said) {
    taker.alone(said);
    return Boolean.TRUE;
  }
}
