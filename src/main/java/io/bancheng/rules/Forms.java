package io.bancheng.rules;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.Turn;
import io.bancheng.rules.Ask.Kind;
import io.bancheng.rules.Field.Form;
import io.bancheng.rules.Field.Wanted;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the fields of actions are written. */
final class Forms {
  static final Form TEXT = any(Kind.TEXT);
  static final Form LINE = any(Kind.LINE);
  static final Form TIME =
      form(
          Kind.TIME,
          (turn, value) ->
              unless(
                  isTime(value), "a time with offset such as 2026-10-09T15:33:10+08:00", "带时区的时间"));
  static final Form FLAG =
      form(
          Kind.FLAG,
          (turn, value) -> unless(value.matches("true|false"), "true or false", "true 或 false"));
  static final Form WORKDAYS =
      form(
          Kind.NUMBER,
          (turn, value) ->
              unless(value.matches("[1-9]\\d{0,2}"), "working days from 1 to 999", "1 至 999 个工作日"));
  static final Form REGION =
      form(
          Kind.REGION,
          (turn, value) ->
              unless(
                  turn.config().regions().knows(value),
                  "a region of config/tables/regions.csv",
                  "区划表中的行政区划代码"));
  static final Form CATEGORY =
      form(
          Kind.CATEGORY,
          (turn, value) ->
              unless(
                  turn.config().categories().find(value).isPresent(),
                  "a category of config/tables/categories.csv",
                  "分类表中的类别代码"));
  static final Form DEPARTMENT =
      form(
          Kind.DEPARTMENT,
          (turn, value) ->
              unless(
                  dispatchable(turn, value),
                  "a department id such as 340882:ybj",
                  "可分办的部门，如 340882:ybj"));
  static final Form DEPARTMENTS =
      form(
          Kind.DEPARTMENTS,
          (turn, value) ->
              unless(
                  listed(value).stream().allMatch(one -> dispatchable(turn, one)),
                  "department ids such as 340882:ybj, 340882:mzj",
                  "可分办的部门，如 340882:ybj, 340882:mzj"));
  static final Form SUSPENSION_REASON =
      codes(turn -> turn.config().limits().suspensions().reasons());

  private Forms() {}

  static <E extends Enum<E>> Form code(Class<E> codes) {
    var names = Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList();
    return codes(turn -> names);
  }

  static Form code(String... names) {
    return codes(turn -> List.of(names));
  }

  private static Form codes(Function<Turn, ? extends Collection<String>> codes) {
    return new Form(
        Kind.CODE,
        turn -> List.copyOf(codes.apply(turn)),
        (turn, value) -> {
          var names = codes.apply(turn);
          return unless(
              names.contains(value), "one of " + names, "以下之一：" + String.join("、", names));
        });
  }

  private static Form any(Kind kind) {
    return form(kind, (turn, value) -> Optional.empty());
  }

  private static Form form(Kind kind, BiFunction<Turn, String, Optional<Wanted>> check) {
    return new Form(kind, turn -> List.of(), check);
  }

  /** The ids in a list as people and programs write it. */
  static List<String> listed(String text) {
    return text == null
        ? List.of()
        : Stream.of(text.replaceAll("[\\[\\]\"]", "").split("[,，、\\s]+"))
            .filter(s -> !s.isBlank())
            .toList();
  }

  private static boolean dispatchable(Turn turn, String value) {
    try {
      var id = DepartmentId.parse(value);
      return turn.config()
          .departments()
          .resolve(id.type(), id.region())
          .filter(id::equals)
          .isPresent();
    } catch (IllegalArgumentException e) {
      return false; // what is not an id names no department either
    }
  }

  private static boolean isTime(String value) {
    try {
      OffsetDateTime.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<Wanted> unless(boolean right, String en, String zh) {
    return right ? Optional.empty() : Optional.of(new Wanted(en, zh));
  }
}
