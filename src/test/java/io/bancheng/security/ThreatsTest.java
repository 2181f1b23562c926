package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code threats.txt} names for every boundary an attacker meets and for every hostile content the
 * tests that hold it: none is missing, and each of those tests is there.
 */
class ThreatsTest {
  private static final List<String> BOUNDARIES =
      List.of(
          "intake",
          "mail",
          "queue",
          "calling",
          "called",
          "console",
          "tracking",
          "files",
          "database",
          "ports");

  @Test
  void every_threat_has_its_tests() throws IOException {
    var wanted = new TreeSet<>(BOUNDARIES);
    IntStream.rangeClosed(51, 66).mapToObj(String::valueOf).forEach(wanted::add);
    var rows = rows();
    assertThat(rows.keySet()).isEqualTo(wanted);
    rows.forEach((id, tests) -> assertThat(tests).as(id).isNotEmpty().allMatch(this::exists));
  }

  private boolean exists(String test) {
    int dot = test.lastIndexOf('.');
    try {
      var type =
          Class.forName(
              "io.bancheng." + test.substring(0, dot), false, getClass().getClassLoader());
      return Arrays.stream(type.getDeclaredMethods())
          .anyMatch(
              method ->
                  method.getName().equals(test.substring(dot + 1))
                      && Stream.of(method.getAnnotations())
                          .map(a -> a.annotationType().getSimpleName())
                          .anyMatch(List.of("Test", "ParameterizedTest", "Property")::contains));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Map<String, List<String>> rows() throws IOException {
    var rows = new TreeMap<String, List<String>>();
    try (var table = ThreatsTest.class.getResourceAsStream("/threats.txt")) {
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|"))
          .forEach(row -> rows.put(row[0].strip(), List.of(row[2].strip().split(" +"))));
    }
    return rows;
  }
}
