package io.bancheng.canonical;

/** Where a person's decision about a case is taken. */
@FunctionalInterface
public interface CaseDesk {
  /**
   * Applies the decision and all that follows from it, in one transaction.
   *
   * @return the case afterwards
   * @throws IllegalTransition if the case's state does not allow it
   * @throws Unacceptable if there is no such case or the decision lacks something
   */
  Case decide(Decision decision);
}
