package io.bancheng.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the public pages is there in both languages, and none is there for nothing. */
class PageWordsTest {
  private static final Path WORDS = Path.of("src/main/resources/i18n");
  private static final Path PAGES = Path.of("src/main/resources/templates");
  private static final Path CODE = Path.of("src/main/java/io/bancheng/window");
  private static final Pattern KEY =
      Pattern.compile("#\\{((?:pages|window|track|console)[\\w.]*\\w)[}(]");
  private static final Pattern MADE =
      Pattern.compile("'((?:window|track|console)\\.[\\w.]*\\.)' \\+");
  private static final Pattern ASKED =
      Pattern.compile("msg\\('((?:window|track|console)[\\w.]*)'\\)");

  @Test
  void both_languages_have_the_same_keys_and_the_same_places_for_values() throws IOException {
    var chinese = words("messages.properties");
    var english = words("messages_en.properties");
    assertThat(english.keySet()).isEqualTo(chinese.keySet());
    for (Object key : chinese.keySet()) {
      assertThat(values(english, key)).as("%s", key).isEqualTo(values(chinese, key));
    }
  }

  @Test
  void no_text_holds_what_a_pattern_would_swallow() throws IOException {
    for (String file : List.of("messages.properties", "messages_en.properties")) {
      words(file)
          .forEach((key, text) -> assertThat((String) text).as("%s", key).doesNotContain("'"));
    }
  }

  @Test
  void every_key_that_a_page_names_exists() throws IOException {
    var known = words("messages.properties").stringPropertyNames();
    assertThat(known).containsAll(found(PAGES, KEY, 1)).containsAll(found(PAGES, ASKED, 1));
  }

  @Test
  void every_field_choice_and_fault_has_its_text() throws IOException {
    var known = words("messages.properties").stringPropertyNames();
    Questions.CHOICES.forEach(
        (field, codes) ->
            codes.forEach(code -> assertThat(known).contains("window." + field + "." + code)));
    for (String field : FormMessage.VERBATIM) {
      assertThat(known).contains("window.field." + field);
    }
    var faults = known.stream().filter(key -> key.startsWith("window.fault.")).toList();
    var code = all(CODE);
    for (String fault : faults) {
      String name = fault.substring("window.fault.".length());
      assertThat(code).as(fault).contains('"' + name + '"');
    }
  }

  @Test
  void every_text_is_used() throws IOException {
    String pages = all(PAGES);
    Set<String> made = found(PAGES, MADE, 1);
    String tracking =
        all(Path.of("src/main/java/io/bancheng/track"))
            + all(Path.of("src/main/java/io/bancheng/console"));
    for (String key : words("messages.properties").stringPropertyNames()) {
      boolean used =
          pages.contains(key)
              || made.stream().anyMatch(key::startsWith)
              || tracking.contains('"' + key.replaceFirst("\\.text$", "") + '"')
              || key.matches("window\\.(fault|field|hint|userType|kind|situation)\\..*");
      assertThat(used).as(key).isTrue();
    }
  }

  private static Properties words(String file) throws IOException {
    var words = new Properties();
    try (Reader reader = Files.newBufferedReader(WORDS.resolve(file))) {
      words.load(reader);
    }
    return words;
  }

  private static int values(Properties words, Object key) {
    return new MessageFormat(words.getProperty(key.toString())).getFormatsByArgumentIndex().length;
  }

  private static Set<String> found(Path folder, Pattern pattern, int group) throws IOException {
    Matcher matcher = pattern.matcher(all(folder));
    var found = new TreeSet<String>();
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }

  private static String all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(PageWordsTest::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
