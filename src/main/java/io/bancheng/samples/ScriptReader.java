package io.bancheng.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads scripts of simulated departments; what it does not know it refuses, naming the file. */
final class ScriptReader {
  private final String name;

  private ScriptReader(String name) {
    this.name = name;
  }

  /** A script that comes with the hub: {@code samples/<name>.yaml}. */
  static Script shipped(String name) {
    String path = "/samples/" + name + ".yaml";
    try (var in = ScriptReader.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no script " + name + ".");
      }
      return new ScriptReader(path).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script file(Path file) {
    try {
      return new ScriptReader(file.toString()).read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private Script read(String text) {
    var settings = LoadSettings.builder().setLabel(name).build();
    var root = map(new Load(settings).loadFromString(text));
    only(root, "seed", "habits", "plans");
    var habits =
        list(root.get("habits")).stream()
            .map(habit -> word(Habit.values(), String.valueOf(habit)))
            .collect(Collectors.toUnmodifiableSet());
    return new Script(
        ((Number) root.getOrDefault("seed", 1)).longValue(),
        list(root.get("plans")).stream().map(this::plan).toList(),
        habits);
  }

  private Plan plan(Object yaml) {
    var plan = map(yaml);
    only(plan, "when", "share", "answers", "acts");
    return new Plan(
        String.valueOf(plan.getOrDefault("when", "")),
        ((Number) plan.getOrDefault("share", 1)).intValue(),
        list(plan.get("answers")).stream().map(String::valueOf).toList(),
        list(plan.get("acts")).stream().map(this::act).toList());
  }

  /** {@code {sign: 400ms, actor: …}}: the first key is what it does, the others are fields. */
  private Act act(Object yaml) {
    var fields = new HashMap<>(map(yaml));
    String first = map(yaml).keySet().iterator().next();
    var kind = word(Act.Kind.values(), first);
    return new Act(kind, duration(String.valueOf(fields.remove(first))), fields);
  }

  private <E extends Enum<E>> E word(E[] known, String word) {
    return Arrays.stream(known)
        .filter(value -> spelt(value).equals(word))
        .findFirst()
        .orElseThrow(() -> wrong("unknown \"%s\"", word, Arrays.stream(known).map(this::spelt)));
  }

  private String spelt(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Duration duration(String text) {
    String number = text.replaceAll("\\D+$", "");
    long n = Long.parseLong(number);
    return switch (text.substring(number.length())) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      default -> throw new IllegalArgumentException("\"" + text + "\" is no time such as 400ms.");
    };
  }

  private void only(Map<String, Object> map, String... keys) {
    var known = Set.of(keys);
    map.keySet().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw wrong("unknown key \"%s\"", key, Arrays.stream(keys));
            });
  }

  private IllegalArgumentException wrong(
      String what, String word, java.util.stream.Stream<String> known) {
    return new IllegalArgumentException(
        "%s: %s. Known: %s."
            .formatted(name, what.formatted(word), known.collect(Collectors.joining(", "))));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(Object yaml) {
    return Optional.ofNullable(yaml)
        .filter(Map.class::isInstance)
        .map(it -> (Map<String, Object>) it)
        .orElseThrow(() -> new IllegalArgumentException(name + ": keys and values are needed."));
  }

  private List<?> list(Object yaml) {
    return yaml == null ? List.of() : new ArrayList<>((List<?>) yaml);
  }
}
