package io.bancheng.canonical;

import io.bancheng.canonical.ReplyRound.Said;
import java.util.Set;

/** Takes departments' replies: cases change, and what follows is written. */
public interface ReplyTaker {
  /**
   * Takes several in one transaction, or throws and has taken none.
   *
   * @return those that were taken; the others are to be taken alone
   */
  Set<Said> together(ReplyRound round);

  /**
   * Takes one in a transaction of its own.
   *
   * @throws Unacceptable if it cannot be taken
   */
  void alone(Said said);
}
