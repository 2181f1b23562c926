package io.bancheng.rules;

import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Something an action is told.
 *
 * @param zh its name for people
 * @param needed when it may not be left out
 */
record Field(String name, String zh, Form form, BiPredicate<Turn, Decision> needed) {
  /**
   * How a field is written, and what it must name.
   *
   * @param kind how a page asks for it
   * @param codes the values there are; none where they are not a short list
   * @param check what a value must be, if it is not
   */
  record Form(
      Ask.Kind kind,
      Function<Turn, List<String>> codes,
      BiFunction<Turn, String, Optional<Wanted>> check) {
    Optional<Wanted> wanted(Turn turn, String value) {
      return check.apply(turn, value);
    }
  }

  /** What a value must be, in English and in Chinese. */
  record Wanted(String en, String zh) {}

  static Field need(String name, String zh, Form form) {
    return new Field(name, zh, form, (turn, d) -> true);
  }

  static Field may(String name, String zh, Form form) {
    return new Field(name, zh, form, (turn, d) -> false);
  }

  Field when(BiPredicate<Turn, Decision> needed) {
    return new Field(name, zh, form, needed);
  }

  /** How a page asks for it before anything was said. */
  Ask ask(Turn turn, Decision d) {
    return new Ask(name, zh, form.kind(), needed.test(turn, d), form.codes().apply(turn));
  }

  /** What is wrong with it in this decision, if anything is. */
  Optional<Fault> fault(Turn turn, Decision d) {
    String value = d.text(name);
    if (value == null || value.isBlank()) {
      return needed.test(turn, d)
          ? Optional.of(new Fault("/" + name, "is required", "缺少" + zh))
          : Optional.empty();
    }
    return form.wanted(turn, value.strip())
        .map(w -> new Fault("/" + name, "must be " + w.en(), zh + "应为" + w.zh()));
  }
}
