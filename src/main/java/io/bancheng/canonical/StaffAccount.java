package io.bancheng.canonical;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A member of staff (工作人员): which roles they hold, and which cases are theirs. Whoever keeps the
 * accounts gives them by {@link StaffDirectory}.
 *
 * @param id system id of their key, e.g. {@code staff.zhang}
 * @param regions codes of the regions whose subtrees are theirs
 * @param departments the departments they speak for; empty for all of those regions
 */
public record StaffAccount(
    String id, Set<Role> roles, List<String> regions, Set<DepartmentId> departments) {
  /** Nobody the directory knows: no role, no region. */
  public static StaffAccount unknown(String id) {
    return new StaffAccount(id, Set.of(), List.of(), Set.of());
  }

  public StaffAccount {
    roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
    regions = List.copyOf(regions);
    departments = Set.copyOf(departments);
  }

  /** Whether one of their roles deals with cases; an administrator's alone does not. */
  public boolean handlesCases() {
    return roles.stream().anyMatch(role -> !role.administers());
  }

  /** The leading digits of the region codes that are theirs (GB/T 2260: 2, 4 or 6 of them). */
  public List<String> prefixes() {
    return regions.stream().map(code -> code.replaceFirst("(00){1,2}$", "")).toList();
  }

  /**
   * Whether a place is theirs.
   *
   * @param regionCode null where nobody could tell; that belongs to whoever has a whole province
   */
  public boolean covers(String regionCode) {
    return prefixes().stream()
        .anyMatch(
            prefix -> regionCode == null ? prefix.length() == 2 : regionCode.startsWith(prefix));
  }

  /** Whether they speak for that department. */
  public boolean speaksFor(DepartmentId department) {
    return departments.isEmpty() ? covers(department.region()) : departments.contains(department);
  }

  /** Whether a case is theirs to see. */
  public boolean sees(Case c) {
    boolean own =
        departments.isEmpty()
            ? covers(c.regionCode())
            : c.assignments().stream().anyMatch(a -> departments.contains(a.department()));
    return handlesCases() && own;
  }
}
