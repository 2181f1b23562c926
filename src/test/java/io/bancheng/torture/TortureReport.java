package io.bancheng.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run of the torture says: what was done, and what was broken. */
final class TortureReport {
  private static final int MOST_SHOWN = 20;

  private final Map<String, Object> counts = new LinkedHashMap<>();

  TortureReport(long seed, long seconds) {
    counts.put("seed", seed);
    counts.put("seconds of faults", seconds);
  }

  TortureReport count(String what, int many) {
    counts.put(what, many);
    return this;
  }

  /** Prints it and writes {@code report.md} and {@code report.json}. */
  void write(Path home, List<Violation> violations) throws IOException {
    for (Violation.Kind kind : Violation.Kind.values()) {
      counts.put(kind.name(), (int) violations.stream().filter(v -> v.kind() == kind).count());
    }
    var text = new StringBuilder("# Torture\n\n| | |\n|---|---:|\n");
    counts.forEach((what, many) -> text.append("| %s | %s |%n".formatted(what, many)));
    text.append(violations.isEmpty() ? "\nNothing was broken.\n" : "\n## Broken\n\n");
    violations.stream().limit(MOST_SHOWN).forEach(v -> text.append("* " + v + "\n"));
    Files.writeString(home.resolve("report.md"), text);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(home.resolve("report.json").toFile(), counts);
    System.out.println(text);
  }
}
