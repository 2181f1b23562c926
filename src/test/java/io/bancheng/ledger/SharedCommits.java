package io.bancheng.ledger;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The ledger's way of sharing commits, for what is compared with it. */
public final class SharedCommits {
  private SharedCommits() {}

  /** Whoever comes while one is under way shares the next. */
  public static <T> Consumer<T> of(Consumer<List<T>> together) {
    var shared =
        new SharedCommit<T, Boolean>(
            64,
            2,
            items -> {
              together.accept(items);
              return Collections.nCopies(items.size(), true);
            },
            item -> {
              together.accept(List.of(item));
              return true;
            });
    return shared::write;
  }
}
