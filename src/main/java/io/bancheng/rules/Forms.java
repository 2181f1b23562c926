package io.bancheng.rules;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.Turn;
import io.bancheng.rules.Field.Form;
import io.bancheng.rules.Field.Wanted;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the fields of actions are written. */
final class Forms {
  static final Form TEXT = (turn, value) -> Optional.empty();
  static final Form TIME =
      (turn, value) ->
          unless(isTime(value), "a time with offset such as 2026-10-09T15:33:10+08:00", "带时区的时间");
  static final Form FLAG =
      (turn, value) -> unless(value.matches("true|false"), "true or false", "true 或 false");
  static final Form WORKDAYS =
      (turn, value) ->
          unless(value.matches("[1-9]\\d{0,2}"), "working days from 1 to 999", "1 至 999 个工作日");
  static final Form REGION =
      (turn, value) ->
          unless(
              turn.config().regions().knows(value),
              "a region of config/tables/regions.csv",
              "区划表中的行政区划代码");
  static final Form CATEGORY =
      (turn, value) ->
          unless(
              turn.config().categories().find(value).isPresent(),
              "a category of config/tables/categories.csv",
              "分类表中的类别代码");
  static final Form DEPARTMENT =
      (turn, value) ->
          unless(
              dispatchable(turn, value),
              "a department id such as 340882:ybj",
              "可分办的部门，如 340882:ybj");
  static final Form DEPARTMENTS =
      (turn, value) ->
          unless(
              listed(value).stream().allMatch(one -> dispatchable(turn, one)),
              "department ids such as 340882:ybj, 340882:mzj",
              "可分办的部门，如 340882:ybj, 340882:mzj");
  static final Form SUSPENSION_REASON =
      (turn, value) -> {
        var reasons = turn.config().limits().suspensions().reasons();
        return unless(
            reasons.contains(value), "one of " + reasons, "以下之一：" + String.join("、", reasons));
      };

  private Forms() {}

  static <E extends Enum<E>> Form code(Class<E> codes) {
    var names = Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList();
    return (turn, value) ->
        unless(names.contains(value), "one of " + names, "以下之一：" + String.join("、", names));
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
