package io.bancheng.config;

import java.util.List;

/**
 * Who may hear every case event at {@code hub.events}: {@code config/reporting.yaml}, if there is
 * one.
 *
 * @param ids system ids, {@code events.<code>}
 */
public record Listeners(List<String> ids) {
  static final String FILE = "config/reporting.yaml";

  public Listeners {
    ids = List.copyOf(ids);
  }

  static Listeners read(ConfigFiles files, Findings findings) {
    if (!files.paths().contains(FILE)) {
      return new Listeners(List.of());
    }
    var listed = YamlTree.read(files.need(FILE, findings), findings).keys("listeners");
    return new Listeners(
        listed.need("listeners").items().stream().map(Listeners::id).distinct().toList());
  }

  private static String id(YamlTree code) {
    if (!code.text().matches("[a-z][a-z0-9-]{0,39}")) {
      code.problem(
          "\"%s\" cannot name a listener.".formatted(code.text()),
          "Use small letters, digits and hyphens, a letter first.");
    }
    return "events." + code.text();
  }
}
