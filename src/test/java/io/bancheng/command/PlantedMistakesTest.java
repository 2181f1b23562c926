package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/**
 * Every kind of mistake, planted into the shipped files one at a time, and what {@code check} says
 * about it, to the letter: the blocks of {@code mistakes/*.txt}. In a block {@code -} is what
 * stands in the file and {@code +} what is put instead, {@code |} are lines of a new file or at the
 * end of an old one, {@code !} is what is told; there {@code @} is the line that was planted and
 * {@code …} a list that may grow.
 */
class PlantedMistakesTest {
  private static final Path BLOCKS = Path.of("src/test/resources/mistakes");

  @TempDir static Path folder;

  record Mistake(String title, String how, String file, List<String> lines) {
    List<String> marked(char mark) {
      return lines.stream()
          .filter(line -> line.charAt(0) == mark)
          .map(line -> line.length() < 2 ? "" : line.substring(2))
          .toList();
    }

    String text(char mark) {
      return String.join("\n", marked(mark));
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Mistake> mistakes() throws IOException {
    try (var files = Files.list(BLOCKS)) {
      return files.sorted().flatMap(file -> blocks(file).stream()).toList();
    }
  }

  @BeforeAll
  static void copy_the_shipped_files() throws IOException {
    for (String name : List.of("config", "mappings", "routes")) {
      FileSystemUtils.copyRecursively(Path.of(name), folder.resolve(name));
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void it_is_told_with_its_place_and_what_to_do(Mistake mistake) throws IOException {
    Path file = folder.resolve(mistake.file());
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
    try {
      int line = plant(mistake, file);
      String expected = expected(mistake, line);
      assertThat(told()).as(expected).matches(Pattern.quote(expected).replace("…", "\\E[^\n]+\\Q"));
    } finally {
      restore(file, before);
    }
  }

  @Test
  void there_are_sixty_kinds_and_more() throws IOException {
    assertThat(mistakes().stream().map(Mistake::title).distinct()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void the_shipped_files_have_none_and_need_no_advice() {
    assertThat(run("check", folder.toString())).isEqualTo("0\nNo problem found.\n");
  }

  /** The line at which it was planted. */
  private static int plant(Mistake mistake, Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    int at = mistake.how().equals("change") ? text.indexOf(mistake.text('-')) : text.length();
    assertThat(at).as(mistake.text('-')).isNotNegative();
    switch (mistake.how()) {
      case "change" ->
          Files.writeString(
              file,
              text.substring(0, at)
                  + mistake.text('+')
                  + text.substring(at + mistake.text('-').length()));
      case "append" -> Files.writeString(file, text + mistake.text('|') + "\n");
      case "new" -> {
        Files.createDirectories(file.getParent());
        Files.writeString(file, mistake.text('|') + "\n");
      }
      case "delete" -> Files.delete(file);
      default -> throw new IllegalArgumentException(mistake.how());
    }
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  private static String expected(Mistake mistake, int line) {
    return Pattern.compile(":@([+-]\\d)?:")
        .matcher(mistake.text('!'))
        .replaceAll(
            m -> ":" + (line + (m.group(1) == null ? 0 : Integer.parseInt(m.group(1)))) + ":");
  }

  private static void restore(Path file, byte[] before) throws IOException {
    if (before == null) {
      Files.deleteIfExists(file);
    } else {
      Files.write(file, before);
    }
  }

  /** What check says, without its last line. */
  private static String told() {
    String said = run("check", folder.toString());
    return said.lines()
        .skip(1)
        .filter(line -> !line.matches("(No problem found|\\d+ problem).*"))
        .map(line -> line.replace(folder + "/", ""))
        .collect(Collectors.joining("\n"));
  }

  private static String run(String... args) {
    var out = new StringWriter();
    int code = new CommandLine(new HubCommand()).setOut(new PrintWriter(out)).execute(args);
    return code + "\n" + out;
  }

  private static List<Mistake> blocks(Path file) {
    var blocks = new LinkedHashMap<String, List<String>>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("## ")) {
        block = new ArrayList<>();
        blocks.put(line.substring(3), block);
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        block.add(line);
      }
    }
    return blocks.entrySet().stream().map(PlantedMistakesTest::mistake).toList();
  }

  private static Mistake mistake(Map.Entry<String, List<String>> block) {
    var how = block.getValue().get(0).split(" ", 2);
    return new Mistake(
        block.getKey(), how[0], how[1], block.getValue().subList(1, block.getValue().size()));
  }
}
