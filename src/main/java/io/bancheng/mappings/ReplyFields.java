package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The fields of one reply, taken one by one; what is wrong is collected, not thrown. */
final class ReplyFields {
  private final Map<?, ?> said;
  private final ZoneId zone;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, String> unknown = new LinkedHashMap<>();

  ReplyFields(Object tree) {
    this(tree, CanonicalJson.ZONE);
  }

  /** The same where times that name no zone are meant in that one. */
  ReplyFields(Object tree, ZoneId zone) {
    this.zone = zone;
    said = tree instanceof Map<?, ?> map ? map : Map.of();
  }

  boolean has(String name) {
    return Functions.text(said.get(name)) != null;
  }

  /** The text, null if there is none. */
  String text(String name) {
    Object value = said.get(name);
    if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
      fault(name, "a text is wanted");
    }
    return Functions.text(value);
  }

  String required(String name) {
    String text = text(name);
    if (text == null) {
      fault(name, "is missing");
    }
    return text;
  }

  <E extends Enum<E>> E code(String name, Class<E> codes) {
    var names = Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList();
    String code = oneOf(name, names);
    return code == null || !names.contains(code) ? null : Enum.valueOf(codes, code);
  }

  /** A code that must be there and be one of these. */
  String oneOf(String name, Collection<String> codes) {
    String code = required(name);
    if (code != null && !codes.contains(code)) {
      unknown.put(name, code);
      fault(name, "unknown code. Codes: " + String.join(", ", new TreeSet<>(codes)));
    }
    return code;
  }

  Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    var time = LocalTimes.read(text, zone);
    if (time.isEmpty()) {
      fault(name, "is no time. Write it as 2026-10-09T10:08:01+08:00");
    }
    return time.map(t -> t.toInstant()).orElse(null);
  }

  Instant requiredTime(String name) {
    required(name);
    return time(name);
  }

  /** A number of working days, from 1 to 999. */
  Integer workdays(String name) {
    String text = required(name);
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-9]\\d{0,2}")) {
      fault(name, "is no number of working days");
      return null;
    }
    return Integer.valueOf(text);
  }

  void refuseIfFaulty() {
    if (!faults.isEmpty()) {
      var distinct = faults.stream().distinct().toList();
      throw new Unacceptable(Kind.INVALID, "Not a reply: " + distinct.size() + " faults", distinct);
    }
  }

  /** The codes that were none, by field. */
  Map<String, String> unknown() {
    return unknown;
  }

  void fault(String name, String detail) {
    faults.add(new Fault("/" + name, detail));
  }
}
