package io.bancheng.config;

import java.util.List;
import java.util.Set;

/**
 * A kind of department that exists in many regions, e.g. the healthcare security bureaus (医保局).
 *
 * @param code e.g. {@code ybj}
 * @param tiers the levels of government that have one
 * @param aliases how people call it
 */
public record DepartmentType(
    String code,
    String nameZh,
    String nameEn,
    Set<Tier> tiers,
    DepartmentKind kind,
    List<String> aliases) {
  public DepartmentType {
    tiers = Set.copyOf(tiers);
    aliases = List.copyOf(aliases);
  }

  /** Whether a case can ever be dispatched to such a department. */
  public boolean dispatchable() {
    return kind != DepartmentKind.REFERRAL;
  }

  /** Whether a region of that tier has one; a township government goes by its county's code. */
  boolean existsAt(Tier tier) {
    return tiers.contains(tier) || tier == Tier.COUNTY && tiers.contains(Tier.TOWN);
  }
}
