package io.bancheng.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the files of {@code routes/} may use: {@code flow-words.properties}, and the beans that the
 * hub's own flow calls. Routes are code, so whatever does not stand there is refused.
 *
 * @param beans the methods that steps may call, by bean
 * @param settings beans that endpoints' settings may name with {@code #}
 * @param doors what an entrance calls first
 * @param cleared what has dropped all headers before a message leaves
 */
record FlowWords(
    Map<String, List<String>> beans,
    List<String> settings,
    List<String> doors,
    List<String> cleared,
    List<String> components,
    List<String> steps,
    List<String> languages,
    List<String> otherLanguages) {
  private static final String FILE = "/flow-words.properties";

  static FlowWords read() {
    var all = new Properties();
    try (var in = FlowWords.class.getResourceAsStream(FILE)) {
      all.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The hub's own file " + FILE + " cannot be read", e);
    }
    var own = OwnFlow.read();
    return new FlowWords(
        own.methods(),
        own.settings(),
        words(all, "doors"),
        words(all, "cleared"),
        words(all, "components"),
        words(all, "steps"),
        words(all, "languages"),
        words(all, "otherLanguages"));
  }

  private static List<String> words(Properties all, String name) {
    return Arrays.stream(all.getProperty(name).split("\\s*,\\s*")).toList();
  }
}
