package io.bancheng.window;

import java.util.List;

/** Everything in a form that the person has to look at, in the order of the page. */
record Faults(List<Fault> all) {
  static final Faults NONE = new Faults(List.of());

  Faults {
    all = List.copyOf(all);
  }

  static Faults one(Fault fault) {
    return new Faults(List.of(fault));
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether something is wrong with that field. */
  public boolean at(String field) {
    return all.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** What is wrong with that field. */
  public List<Fault> of(String field) {
    return all.stream().filter(fault -> fault.field().equals(field)).toList();
  }
}
