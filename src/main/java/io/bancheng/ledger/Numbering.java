package io.bancheng.ledger;

import java.util.Optional;

/** Watches that things numbered from 1 on come one after the other. */
final class Numbering {
  private long last;
  private long lost;
  private long instead;
  private boolean late;

  void saw(long number) {
    if (lost == 0 && number != last + 1) {
      lost = last + 1;
      instead = number;
    } else if (number == lost) {
      late = true;
    }
    last = number;
  }

  /** Whether everything so far came in order. */
  boolean whole() {
    return lost == 0;
  }

  /**
   * The first that was not where it belongs.
   *
   * @param kind what is numbered
   */
  Optional<String> fault(String kind) {
    if (lost == 0) {
      return Optional.empty();
    }
    return Optional.of(
        late || instead < lost
            ? "%s %d is not where it belongs: %d stands there (reordered)"
                .formatted(kind, lost, instead)
            : "%s %d is missing: %d follows on %d".formatted(kind, lost, instead, lost - 1));
  }
}
