package io.bancheng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** The shipped settings with more in them. */
final class Province {
  private static final Path SHIPPED = Path.of("config");

  private final String name;
  private final Change change;

  private interface Change {
    void in(Path config) throws IOException;
  }

  private Province(String name, Change change) {
    this.name = name;
    this.change = change;
  }

  /** That many routing rules more, which read every text and hit none. */
  static Province rules(int many) {
    return new Province("rules", config -> moreRules(config, many));
  }

  /** That many connected departments, in regions and of types that are known. */
  static Province departments(int many) {
    return new Province("departments", config -> moreDepartments(config, many));
  }

  /** Members of staff beside the first account, who see a county's and a department's cases. */
  static Province desks() {
    return new Province(
        "desks",
        config ->
            append(
                config.resolve("staff.yaml"),
                """
                  clerk:
                    roles: [WINDOW_CLERK, DUTY_COORDINATOR]
                    regions: [340882]
                  handler:
                    roles: [DEPT_HANDLER]
                    regions: [340000]
                    departments: ["340882:ybj"]
                """));
  }

  /** The medical insurance bureau of Qianshan behind HTTP. */
  static String rest(Path home, String url) throws IOException {
    return new Province(
            "rest",
            config ->
                Files.writeString(
                    config.resolve("departments/340882-ybj.yaml"),
                    """
                    # Takes whatever it is sent.
                    adapter: rest
                    pace: { concurrency: 8, perSecond: 1000 }
                    rest: { url: "%s", auth: none, onUnknown: retry }
                    """
                        .formatted(url)))
        .write(home);
  }

  /** Writes it below that folder; where it lies. */
  String write(Path home) throws IOException {
    var config = home.resolve("config-" + name);
    try (var files = Files.walk(SHIPPED)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        var to = config.resolve(SHIPPED.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    change.in(config);
    return config.toString();
  }

  private static void moreRules(Path config, int many) throws IOException {
    var rules = new StringBuilder();
    var phrases = new StringBuilder();
    for (int i = 0; i < many; i++) {
      String word = word(i);
      rules.append("X%04d,50,0403,%s&办理|备案|登记|证明,,gaj,,GENERAL,5,bench%n".formatted(i, word));
      phrases.append("%s办理,X%04d%n".formatted(word, i));
    }
    append(config.resolve("tables/routing.csv"), rules);
    append(config.resolve("tables/routing.test.csv"), phrases);
  }

  /** A word of its own that no order contains. */
  private static String word(int i) {
    return "甲乙丙丁戊己庚辛壬癸".charAt(i / 1000 % 10)
        + ""
        + "子丑寅卯辰巳午未申酉".charAt(i / 100 % 10)
        + "金木水火土风雷电雨雪".charAt(i / 10 % 10)
        + "东西南北中前后左右里".charAt(i % 10);
  }

  private static void append(Path file, CharSequence more) throws IOException {
    boolean ends = Files.readString(file).endsWith("\n");
    Files.writeString(file, (ends ? "" : "\n") + more, StandardOpenOption.APPEND);
  }

  private static void moreDepartments(Path config, int many) throws IOException {
    var folder = config.resolve("departments");
    int there;
    try (var files = Files.list(folder)) {
      there = (int) files.count();
    }
    for (String region : regions(config)) {
      for (String type : List.of("ybj", "rsj", "mzj", "gaj", "jyj", "scj", "bdc", "swj")) {
        var file = folder.resolve(region + "-" + type + ".yaml");
        if (there < many && !Files.exists(file)) {
          Files.writeString(file, "# A department of the benchmark.\nadapter: queue\n");
          there++;
        }
      }
    }
  }

  /** Counties, which have departments of every type. */
  private static List<String> regions(Path config) throws IOException {
    try (var lines = Files.lines(config.resolve("tables/regions.csv"))) {
      return lines
          .map(line -> line.split(",")[0])
          .filter(code -> code.matches("34\\d{4}") && !code.endsWith("00"))
          .toList();
    }
  }
}
