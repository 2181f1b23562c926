package io.bancheng.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * Replies that are taken together, in one transaction: each with its case as the ledger has it and,
 * once it is taken, with what follows from it. Used by one thread.
 */
public final class ReplyRound {
  private final List<Said> said;
  private final List<Share> shares = new ArrayList<>();

  /**
   * What a department said.
   *
   * @param message in which it is kept
   */
  public record Said(InboundMessage message, Reply reply) {}

  /** A reply and its case: as it was, or as it is after it. */
  public record Share(Said said, CaseFile file) {
    public InboundMessage message() {
      return said.message();
    }

    public Reply reply() {
      return said.reply();
    }
  }

  public ReplyRound(List<Said> said) {
    this.said = List.copyOf(said);
  }

  public List<Said> said() {
    return said;
  }

  /** Notes what a reply came to; whoever has no such note is left to their caller. */
  public void taken(Share share, CaseFile file) {
    shares.add(new Share(share.said(), file));
  }

  /** What was taken, in the order in which it was noted. */
  public List<Share> shares() {
    return List.copyOf(shares);
  }
}
