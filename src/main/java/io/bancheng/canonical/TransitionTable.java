package io.bancheng.canonical;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A state machine as data: which action leads from which state to which, and who may take it.
 *
 * @param <S> the states
 * @param <A> the actions
 */
public final class TransitionTable<S extends Enum<S>, A extends Enum<A>> {
  private final List<Row<S, A>> rows;

  /** One way from a state to another. */
  public record Row<S, A>(S from, A action, S to, Set<Role> by) {}

  TransitionTable(List<Row<S, A>> rows) {
    this.rows = List.copyOf(rows);
  }

  static <S, A> Row<S, A> row(S from, A action, S to, Role... by) {
    return new Row<>(from, action, to, Set.copyOf(Arrays.asList(by)));
  }

  /**
   * The state that the action leads to.
   *
   * @throws IllegalTransition if the table has no such row, naming what that role may do instead
   */
  public S next(S from, A action, Role by, String subject) {
    return rows.stream()
        .filter(row -> row.from() == from && row.action() == action && row.by().contains(by))
        .map(Row::to)
        .findFirst()
        .orElseThrow(() -> refusal(from, action, by, subject));
  }

  /** What that role may do in that state, in the table's order. */
  public List<A> allowed(S from, Role by) {
    return rows.stream()
        .filter(row -> row.from() == from && row.by().contains(by))
        .map(Row::action)
        .distinct()
        .toList();
  }

  /** Every row, for documents and tests. */
  public List<Row<S, A>> rows() {
    return rows;
  }

  private IllegalTransition refusal(S from, A action, Role by, String subject) {
    var allowed = allowed(from, by).stream().map(Object::toString).toList();
    return new IllegalTransition(subject, from.name(), action.toString(), by, allowed);
  }
}
