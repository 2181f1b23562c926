package io.bancheng.command;

/**
 * One line of what {@code doctor} found.
 *
 * @param topic what was looked at, e.g. {@code database}
 * @param remedy what to do; empty where nothing need be done
 */
record Diagnosis(Level level, String topic, String what, String remedy) {
  enum Level {
    ok,
    warn,
    bad
  }

  static Diagnosis ok(String topic, String what, Object... values) {
    return new Diagnosis(Level.ok, topic, what.formatted(values), "");
  }

  static Diagnosis warn(String topic, String what, String remedy) {
    return new Diagnosis(Level.warn, topic, what, remedy);
  }

  static Diagnosis bad(String topic, String what, String remedy) {
    return new Diagnosis(Level.bad, topic, what, remedy);
  }

  @Override
  public String toString() {
    return "%-4s  %-13s  %s%s"
        .formatted(level, topic, what, remedy.isEmpty() ? "" : "\n" + " ".repeat(21) + remedy);
  }
}
