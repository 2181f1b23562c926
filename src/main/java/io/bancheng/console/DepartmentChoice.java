package io.bancheng.console;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.DepartmentType;
import io.bancheng.config.HubConfig;
import java.util.Comparator;
import java.util.List;

/** A department that a form offers. */
record DepartmentChoice(String id, String name) {
  /**
   * The departments that can take a case: those of its region, and of those above where it has
   * none.
   */
  static List<DepartmentChoice> of(Case c, HubConfig config) {
    var departments = config.departments();
    return c.regionCode() == null
        ? List.of()
        : departments.types().stream()
            .filter(DepartmentType::dispatchable)
            .flatMap(type -> departments.resolve(type.code(), c.regionCode()).stream())
            .distinct()
            .map(id -> of(id, config))
            .toList();
  }

  static List<DepartmentChoice> connected(HubConfig config) {
    return config.connections().keySet().stream()
        .map(id -> of(id, config))
        .sorted(Comparator.comparing(DepartmentChoice::id))
        .toList();
  }

  private static DepartmentChoice of(DepartmentId id, HubConfig config) {
    return new DepartmentChoice(id.toString(), config.departments().nameZh(id));
  }
}
