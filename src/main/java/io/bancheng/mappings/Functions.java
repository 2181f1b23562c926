package io.bancheng.mappings;

import com.dashjoin.jsonata.Jsonata;
import io.bancheng.canonical.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The hub's own functions for field tables. Each gives nothing for nothing; what it cannot read it
 * hands on as it is, so that the schema points at it.
 */
final class Functions {
  private static final int LONGEST_KEY = 64;
  private static final Set<String> YES = Set.of("1", "true", "y", "yes", "是");

  private Functions() {}

  /** The own functions and one function per code list, which hands unknown codes on. */
  static Map<String, Jsonata.JFunctionCallable> with(Map<String, Map<String, String>> lookups) {
    var all = new TreeMap<String, Jsonata.JFunctionCallable>();
    all.put("localTime", of(Functions::localTime));
    all.put("dueTime", of(Functions::dueTime));
    all.put("digits", of(text -> Words.narrow(text).replaceAll("\\D", "")));
    all.put("list", of(Functions::list));
    all.put("bodyType", of(text -> BodyNames.typeOf(text).orElse(null)));
    all.put("wholeNumber", of(Functions::wholeNumber));
    all.put("howOften", of(HowOften::read));
    all.put("hoursLater", (in, args) -> hoursLater(text(args, 0), text(args, 1)));
    all.put("firstOf", (in, args) -> firstOf(args));
    all.put("yes", (in, args) -> yes(text(args, 0)));
    all.put("before", (in, args) -> before(text(args, 0), text(args, 1)));
    all.put(
        "key",
        of(
            text ->
                text.length() > LONGEST_KEY
                    ? Sha256.hex(text.getBytes(StandardCharsets.UTF_8))
                    : text));
    all.put("template", (in, args) -> template(args, lookups, Template::read));
    all.put("form", (in, args) -> template(args, lookups, Template::form));
    lookups.forEach((name, codes) -> all.put(name, of(code -> code(codes, code))));
    return all;
  }

  /** The same where times without a zone are meant in that one. */
  static Map<String, Jsonata.JFunctionCallable> with(
      Map<String, Map<String, String>> lookups, ZoneId zone) {
    var all = with(lookups);
    all.put(
        "localTime", of(text -> LocalTimes.read(text, zone).map(LocalTimes::write).orElse(text)));
    return all;
  }

  /** Names that a code list may not take. */
  static Set<String> names() {
    return with(Map.of()).keySet();
  }

  /** The plain text of a value; null for nothing and for blank text. */
  static String text(Object value) {
    if (value == null
        || value == Jsonata.NULL_VALUE
        || value instanceof Iterable<?>
        || value instanceof Map<?, ?>) {
      return null;
    }
    if (value instanceof Double d) {
      return Double.isFinite(d)
          ? BigDecimal.valueOf(d).stripTrailingZeros().toPlainString()
          : d.toString();
    }
    String text = Words.clean(value.toString());
    return text.isEmpty() ? null : text;
  }

  private static String text(List<?> args, int n) {
    return args.size() > n ? text(args.get(n)) : null;
  }

  /** A function of one text; a list or an object goes through, for the schema to point at. */
  private static Jsonata.JFunctionCallable of(Function<String, Object> f) {
    return (in, args) -> {
      Object value = args.isEmpty() ? null : args.get(0);
      if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
        return value;
      }
      String text = text(value);
      return text == null ? null : f.apply(text);
    };
  }

  private static String localTime(String text) {
    return LocalTimes.read(text).map(LocalTimes::write).orElse(text);
  }

  private static String dueTime(String text) {
    return LocalTimes.readDue(text).map(LocalTimes::write).orElse(text);
  }

  private static String hoursLater(String time, String hours) {
    if (time == null || hours == null || !hours.matches("\\d{1,4}")) {
      return null;
    }
    return LocalTimes.read(time)
        .map(t -> LocalTimes.write(t.plusHours(Long.parseLong(hours))))
        .orElse(time);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split("[,，;；、\\s]+")).filter(t -> !t.isEmpty()).toList();
  }

  private static Object firstOf(List<?> args) {
    return args.stream().filter(value -> text(value) != null).findFirst().orElse(null);
  }

  private static Integer wholeNumber(String text) {
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  private static Boolean yes(String text) {
    return text != null && YES.contains(text.toLowerCase(Locale.ROOT));
  }

  /** The limit that a text sets, seen from when it was written. */
  private static String before(String text, String written) {
    return text == null || written == null
        ? null
        : LocalTimes.read(written)
            .flatMap(at -> Before.in(text, at))
            .map(LocalTimes::write)
            .orElse(null);
  }

  private static Map<String, String> template(
      List<?> args,
      Map<String, Map<String, String>> lookups,
      BiFunction<String, Map<String, String>, Map<String, String>> read) {
    String text = text(args, 0);
    var labels = lookups.get(String.valueOf(text(args, 1)));
    return text == null || labels == null ? null : read.apply(text, labels);
  }

  private static String code(Map<String, String> codes, String code) {
    return codes.getOrDefault(code, codes.getOrDefault("*", code));
  }
}
