package io.bancheng.command;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How {@code check} tells what it found: to people, to programs, to a code host's pages. */
enum Format {
  text {
    @Override
    String write(Found found) {
      var lines =
          Stream.concat(found.problems().stream(), found.advice().stream().map(Format::soft));
      return lines.map(line -> line + "\n").collect(Collectors.joining()) + summary(found) + "\n";
    }
  },
  json {
    @Override
    String write(Found found) {
      return CanonicalJson.write(Map.of("problems", found.problems(), "advice", found.advice()))
          + "\n";
    }
  },
  github {
    @Override
    String write(Found found) {
      return Stream.concat(
              found.problems().stream().map(p -> annotation("error", p)),
              found.advice().stream().map(p -> annotation("notice", p)))
          .collect(Collectors.joining());
    }
  },
  sarif {
    @Override
    String write(Found found) {
      var results =
          Stream.concat(
                  found.problems().stream().map(p -> result("error", p)),
                  found.advice().stream().map(p -> result("note", p)))
              .toList();
      var driver = Map.of("name", "hub check", "rules", List.of());
      var run = Map.of("tool", Map.of("driver", driver), "results", results);
      return CanonicalJson.write(
              Map.of(
                  "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
                  "version", "2.1.0",
                  "runs", List.of(run)))
          + "\n";
    }
  };

  abstract String write(Found found);

  private static String soft(Problem p) {
    return "%s:%d:%d: advice: %s %s".formatted(p.file(), p.line(), p.column(), p.what(), p.fix());
  }

  private static String summary(Found found) {
    String problems =
        found.problems().isEmpty() ? "No problem found." : found.problems().size() + " problem(s).";
    return found.advice().isEmpty()
        ? problems
        : problems + " " + found.advice().size() + " piece(s) of advice.";
  }

  /** A workflow command; percent signs and line ends would end it. */
  private static String annotation(String level, Problem p) {
    String message = (p.what() + " " + p.fix()).strip();
    return "::%s file=%s,line=%d,col=%d::%s%n"
        .formatted(
            level,
            p.file().replace("%", "%25").replace(",", "%2C").replace(":", "%3A"),
            p.line(),
            p.column(),
            message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
  }

  private static Map<String, Object> result(String level, Problem p) {
    var region = Map.of("startLine", p.line(), "startColumn", p.column());
    var place = Map.of("artifactLocation", Map.of("uri", p.file()), "region", region);
    return Map.of(
        "level", level,
        "message", Map.of("text", (p.what() + " " + p.fix()).strip()),
        "locations", List.of(Map.of("physicalLocation", place)));
  }
}
