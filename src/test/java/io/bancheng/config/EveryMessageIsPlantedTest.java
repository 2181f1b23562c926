package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code check} can say, read from the sources of this package: every sentence of it stands in
 * {@code mistakes/*.txt} or in a test, to the letter.
 */
class EveryMessageIsPlantedTest {
  private static final Path MAIN = Path.of("src/main/java/io/bancheng/config");
  private static final Path TESTS = Path.of("src/test");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*? .*?\\*/|(?<!:)//[^\n]*");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern VALUE = Pattern.compile("%(\\d\\$)?[sd]");

  /** What is wrong begins small or with a quote; what to do begins with a capital. */
  private static final Pattern WHAT = Pattern.compile("(?s)[^A-Z].* .*\\.");

  @Test
  void every_problem_that_check_can_tell_is_planted_somewhere() {
    String told = told();
    var unheard = new ArrayList<String>();
    var known = messages();
    for (String message : known) {
      if (!told.contains(longest(message))) {
        unheard.add(message);
      }
    }
    assertThat(known).as("the sources are where this test looks").hasSizeGreaterThan(100);
    assertThat(unheard).as("plant each of them in src/test/resources/mistakes").isEmpty();
  }

  private static List<String> messages() {
    return files(MAIN, ".java").stream()
        .map(EveryMessageIsPlantedTest::source)
        .filter(source -> source.contains("indings") || source.contains("problem("))
        .flatMap(source -> TEXT.matcher(source).results().map(found -> plain(found.group(1))))
        .filter(text -> WHAT.matcher(text).matches())
        .toList();
  }

  private static String told() {
    var all = new StringBuilder();
    files(TESTS, ".txt").forEach(file -> all.append(read(file)));
    files(TESTS, ".java").forEach(file -> all.append(plain(source(file))));
    return all.toString();
  }

  /** The longest part of a message that is the same every time. */
  private static String longest(String message) {
    return Stream.of(VALUE.split(message))
        .max(Comparator.comparing(String::length))
        .orElseThrow()
        .strip();
  }

  private static String source(Path file) {
    return JOINED.matcher(COMMENT.matcher(read(file)).replaceAll("")).replaceAll("");
  }

  private static String plain(String text) {
    return text.replace("\\\"", "\"").replace("\\n", "\n");
  }

  private static List<Path> files(Path folder, String ending) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
