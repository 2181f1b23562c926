package io.bancheng.config;

import io.bancheng.canonical.DepartmentId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connected department system: {@code config/departments/<region>-<type>.yaml}. Departments
 * without a file have their queue too, but no system that reads it by itself.
 *
 * @param adapter who reads the department's queue: {@code queue} is its own system
 * @param mapping the field table of its dialect in {@code mappings/departments}, if it has one
 */
public record DepartmentConnection(DepartmentId id, String adapter, Optional<String> mapping) {
  private static final String FOLDER = "config/departments";
  private static final List<String> ADAPTERS = List.of("queue");

  static Map<DepartmentId, DepartmentConnection> read(
      ConfigFiles files, Departments departments, Findings findings) {
    var connections = new LinkedHashMap<DepartmentId, DepartmentConnection>();
    for (SourceFile file : files.yaml(FOLDER, findings)) {
      var root = YamlTree.read(file, findings).keys("adapter", "mapping");
      String adapter = root.need("adapter").word(ADAPTERS);
      var mapping = root.find("mapping");
      mapping.ifPresent(name -> MappingNames.check(name, "mappings/departments/", files, findings));
      id(file, departments, findings)
          .map(id -> new DepartmentConnection(id, adapter, mapping.map(YamlTree::text)))
          .ifPresent(connection -> connections.put(connection.id(), connection));
    }
    return Collections.unmodifiableMap(connections);
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
