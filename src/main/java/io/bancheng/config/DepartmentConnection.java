package io.bancheng.config;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Proof;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A connected department system: {@code config/departments/<region>-<type>.yaml}. Departments
 * without a file have their queue too, but no system that reads it by itself.
 *
 * @param adapter who reads the department's queue: {@code queue} is its own system; with {@code
 *     pull} nobody does, its letters wait in the ledger
 * @param settings what that adapter needs
 * @param mapping the field table of its dialect in {@code mappings/departments}, if it has one
 * @param pace how fast and when the hub brings it letters or asks it, if it does
 * @param poll how the hub asks its system for replies, if it does
 * @param proof how its system proves over HTTP who it is
 */
public record DepartmentConnection(
    DepartmentId id,
    String adapter,
    AdapterSettings settings,
    Optional<String> mapping,
    Pace pace,
    Optional<RestPolling> poll,
    Proof proof) {
  private static final String FOLDER = "config/departments";

  /** The kinds of adapter, each with what reads its settings from the key of its name. */
  private static final Map<String, Function<YamlTree, AdapterSettings>> ADAPTERS =
      new LinkedHashMap<>();

  /** The kinds that take their letters themselves. */
  private static final List<String> OWN_PACE = List.of("queue", "pull");

  static {
    ADAPTERS.put("queue", none -> AdapterSettings.QUEUE);
    ADAPTERS.put("pull", none -> AdapterSettings.PULL);
    ADAPTERS.put("rest", RestDelivery::read);
    ADAPTERS.put("mail", MailDepartment::read);
    ADAPTERS.put("file", FileDepartment::read);
  }

  static Map<DepartmentId, DepartmentConnection> read(
      ConfigFiles files, Departments departments, Findings findings) {
    var connections = new LinkedHashMap<DepartmentId, DepartmentConnection>();
    for (SourceFile file : files.yaml(FOLDER, findings)) {
      var id = id(file, departments, findings);
      var root = YamlTree.read(file, findings);
      String adapter = root.need("adapter").word(List.copyOf(ADAPTERS.keySet()));
      root.keys(keys(adapter, root.find("poll").isPresent()));
      var mapping = root.find("mapping");
      mapping.ifPresent(name -> MappingNames.check(name, "mappings/departments/", files, findings));
      if (adapter.equals("mail") || root.find("poll").isPresent()) {
        root.need("mapping");
      }
      var settings = settings(root, adapter);
      var pace = root.find("pace").map(Pace::read).orElse(Pace.USUAL);
      var words = mapping.map(YamlTree::text);
      var proof = Proofs.read(root);
      var poll = root.find("poll").map(p -> RestPolling.read(p, settings));
      id.map(i -> new DepartmentConnection(i, adapter, settings, words, pace, poll, proof))
          .ifPresent(connection -> connections.put(connection.id(), connection));
    }
    return Collections.unmodifiableMap(connections);
  }

  /** Whether the hub itself brings the letters from the department's queue to its system. */
  public boolean carried() {
    return settings.carried();
  }

  /** Whether the hub calls its system, with letters or for replies. */
  public boolean called() {
    return carried() || poll.isPresent();
  }

  /** Whether the hub, asking for replies, goes by a mark on the pages. */
  public boolean marked() {
    return poll.flatMap(RestPolling::since).isPresent();
  }

  /** Its file. */
  public String file() {
    return "%s/%s-%s.yaml".formatted(FOLDER, id.region(), id.type());
  }

  /** A department that takes its letters itself has no settings; not called, it has no pace. */
  private static String[] keys(String adapter, boolean polled) {
    boolean own = OWN_PACE.contains(adapter);
    return Stream.of(
            Stream.of("adapter", "mapping", "poll", "proof"),
            own && !polled ? Stream.<String>empty() : Stream.of("pace"),
            own ? Stream.<String>empty() : Stream.of(adapter))
        .flatMap(keys -> keys)
        .toArray(String[]::new);
  }

  private static AdapterSettings settings(YamlTree root, String adapter) {
    var reader = ADAPTERS.get(adapter);
    return OWN_PACE.contains(adapter) ? reader.apply(root) : reader.apply(root.need(adapter));
  }

  private static Optional<DepartmentId> id(
      SourceFile file, Departments departments, Findings findings) {
    if (!file.stem().matches("\\d{6}-[a-z][a-z0-9]*")) {
      findings.add(
          file.start(),
          "\"%s\" is not a department.".formatted(file.stem()),
          "Name the file <region>-<type>.yaml, for example 340882-ybj.yaml.");
      return Optional.empty();
    }
    var id = DepartmentId.parse(file.stem());
    if (departments.type(id.type()).isEmpty()) {
      findings.unknown(
          file.start(),
          "department type",
          id.type(),
          departments.codes(),
          "They stand in " + DepartmentsTable.FILE + ".");
    } else if (!departments.exists(id)) {
      findings.add(
          file.start(),
          "region %s has no department %s that handles cases.".formatted(id.region(), id.type()),
          "Look at the region's code and at the type's tiers and kind in the tables.");
    }
    return Optional.of(id);
  }
}
