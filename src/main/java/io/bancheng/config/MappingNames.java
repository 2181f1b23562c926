package io.bancheng.config;

import java.util.List;

/** Checks that a mapping which a connected system names exists. */
final class MappingNames {
  private MappingNames() {}

  /**
   * A name without a file in that folder is a finding. Where no mapping was given at all there is
   * nothing to hold the name against.
   */
  static void check(YamlTree name, String folder, ConfigFiles files, Findings findings) {
    List<String> known =
        files.paths().stream()
            .filter(path -> path.startsWith(folder) && path.endsWith(".yaml"))
            .map(path -> path.substring(folder.length(), path.length() - ".yaml".length()))
            .filter(stem -> !stem.contains("/"))
            .toList();
    boolean given = files.paths().stream().anyMatch(path -> path.startsWith("mappings/"));
    String text = name.text();
    if (given && !text.isEmpty() && !known.contains(text)) {
      findings.unknown(
          name.place(), "mapping", text, known, "They are the files of " + folder + ".");
    }
  }
}
