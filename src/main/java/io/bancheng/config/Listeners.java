package io.bancheng.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who hears every case event: {@code config/reporting.yaml}, if there is one.
 *
 * @param ids system ids, {@code events.<code>}, of those who come to the broker: to listen at
 *     {@code hub.events}, or for a queue of reports
 * @param pushes by system id, those to whom the hub reports
 */
public record Listeners(List<String> ids, Map<String, Push> pushes) {
  static final String FILE = "config/reporting.yaml";

  /**
   * A platform that takes reports: over HTTP, from a folder, or else from its queue.
   *
   * @param ownWords the mapping whose {@code answers} put an event into its words, if it has some
   */
  public record Push(Optional<URI> url, Optional<DropFolder> folder, Optional<String> ownWords) {
    boolean queue() {
      return url.isEmpty() && folder.isEmpty();
    }
  }

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
    var queues = pushes.entrySet().stream().filter(p -> p.getValue().queue());
    var onBroker = Stream.concat(ids.stream(), queues.map(Map.Entry::getKey));
    return new Listeners(onBroker.distinct().toList(), pushes);
  }

  private static Push push(YamlTree at, ConfigFiles files, Findings findings) {
    at.keys("url", "queue", "folder", "as");
    long ways = Stream.of("url", "queue", "folder").flatMap(way -> at.find(way).stream()).count();
    if (ways != 1 || at.find("queue").map(YamlTree::flag).equals(Optional.of(false))) {
      at.problem(
          "a platform takes its reports in one way.",
          "Write one of: url, queue: true, folder: {at: reports/efficiency}.");
    }
    var own = at.find("as");
    own.ifPresent(name -> MappingNames.check(name, "mappings/", files, findings));
    return new Push(
        at.find("url").map(OutsideAddress::read),
        at.find("folder").map(DropFolder::read),
        own.map(YamlTree::text));
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
