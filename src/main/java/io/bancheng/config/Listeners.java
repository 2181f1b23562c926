package io.bancheng.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who hears every case event: {@code config/reporting.yaml}, if there is one.
 *
 * @param ids system ids, {@code events.<code>}, of those who listen at {@code hub.events}
 * @param pushes by system id, those to whom the hub reports over HTTP
 */
public record Listeners(List<String> ids, Map<String, Push> pushes) {
  static final String FILE = "config/reporting.yaml";

  /**
   * A platform that takes reports.
   *
   * @param ownWords the mapping whose {@code answers} put an event into its words, if it has some
   */
  public record Push(URI url, Optional<String> ownWords) {}

  public Listeners {
    ids = List.copyOf(ids);
    pushes = Map.copyOf(pushes);
  }

  static Listeners read(ConfigFiles files, Findings findings) {
    if (!files.paths().contains(FILE)) {
      return new Listeners(List.of(), Map.of());
    }
    var root = YamlTree.read(files.need(FILE, findings), findings).keys("listeners", "push");
    var ids =
        root.find("listeners").map(YamlTree::items).orElse(List.of()).stream()
            .map(code -> id(code.text(), code))
            .distinct()
            .toList();
    var pushes = new TreeMap<String, Push>();
    root.find("push")
        .map(YamlTree::entries)
        .orElse(Map.of())
        .forEach((code, at) -> pushes.put(id(code, at), push(at, files, findings)));
    return new Listeners(ids, pushes);
  }

  private static Push push(YamlTree at, ConfigFiles files, Findings findings) {
    at.keys("url", "as");
    var own = at.find("as");
    own.ifPresent(name -> MappingNames.check(name, "mappings/", files, findings));
    return new Push(OutsideAddress.read(at.need("url")), own.map(YamlTree::text));
  }

  private static String id(String code, YamlTree at) {
    if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
      at.problem(
          "\"%s\" cannot name a listener.".formatted(code),
          "Use small letters, digits and hyphens, a letter first.");
    }
    return "events." + code;
  }
}
