package io.bancheng.config;

import java.util.regex.Pattern;

/**
 * Looks into Spring Boot's own files in {@code config/} for one thing only: secrets that stand
 * there in clear text.
 */
final class SpringFiles {
  private static final Pattern FILE =
      Pattern.compile("config/application(-[^/]+)?\\.(yaml|yml|properties)");
  private static final Pattern LINE = Pattern.compile("\\s*([\\w.\\-]+)\\s*[=:]\\s*(\\S.*)");

  private SpringFiles() {}

  static void check(ConfigFiles files, Findings findings) {
    files.paths().stream()
        .filter(path -> FILE.matcher(path).matches())
        .map(path -> files.need(path, findings))
        .forEach(file -> lines(file, findings));
  }

  private static void lines(SourceFile file, Findings findings) {
    var lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = LINE.matcher(lines.get(i));
      if (line.matches() && YamlTree.secret(line.group(1)) && !line.group(2).startsWith("${")) {
        findings.secret(file.place(i + 1, line.start(1) + 1), line.group(1));
      }
    }
  }
}
