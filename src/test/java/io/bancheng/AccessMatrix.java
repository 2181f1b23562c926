package io.bancheng;

import io.bancheng.security.Callers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** {@code access-matrix.txt}: every call of the hub, and who may make it at all. */
final class AccessMatrix {
  private AccessMatrix() {}

  /** Each row names a call and who may make it; groups stand for their members. */
  static Map<String, TreeSet<String>> read() throws IOException {
    var rows = new LinkedHashMap<String, TreeSet<String>>();
    try (var table = AccessMatrix.class.getResourceAsStream("/access-matrix.txt")) {
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                var words = line.split(" +");
                var who = new TreeSet<String>();
                Arrays.stream(words).skip(2).flatMap(Callers::members).forEach(who::add);
                rows.put(words[0] + " " + words[1], who);
              });
    }
    return rows;
  }
}
