package io.bancheng.config;

import io.bancheng.canonical.DepartmentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The departments of the province: {@code config/tables/departments.csv} in every region. */
public final class Departments {
  private static final int SHORT = 2;

  private final Map<String, DepartmentType> byCode;
  private final Regions regions;

  Departments(Map<String, DepartmentType> byCode, Regions regions) {
    this.byCode = new LinkedHashMap<>(byCode);
    this.regions = regions;
  }

  public Optional<DepartmentType> type(String code) {
    return Optional.ofNullable(code).map(byCode::get);
  }

  /**
   * The department of that type that is in charge of a region: the county's, else the city's, else
   * the province's. Empty for referral bodies, unknown types and regions, and where no level has
   * one.
   */
  public Optional<DepartmentId> resolve(String type, String regionCode) {
    return type(type).filter(DepartmentType::dispatchable).stream()
        .flatMap(known -> inCharge(known.code(), regionCode).stream())
        .findFirst();
  }

  /** The office of that type in charge of a region, whether cases go to it or not. */
  public Optional<DepartmentId> inCharge(String type, String regionCode) {
    return type(type).stream()
        .flatMap(
            known ->
                regions.upward(regionCode).stream()
                    .filter(region -> region.tier() != Tier.TOWN && known.existsAt(region.tier()))
                    .map(region -> new DepartmentId(region.code(), type)))
        .findFirst();
  }

  /** Whether a case can be dispatched to exactly this department. */
  public boolean exists(DepartmentId id) {
    return resolve(id.type(), id.region()).filter(id::equals).isPresent();
  }

  /** The department's name, e.g. 潜山市医疗保障局; the bare id if the tables do not know it. */
  public String nameZh(DepartmentId id) {
    return type(id.type())
        .flatMap(type -> regions.find(id.region()).map(r -> r.nameZh() + type.nameZh()))
        .orElse(id.toString());
  }

  /** The types that these words name, by their names and aliases; null names none. */
  public Set<String> named(String words) {
    String folded = Folding.fold(words);
    return byCode.values().stream()
        .filter(type -> names(type).anyMatch(name -> folded.contains(Folding.fold(name))))
        .map(DepartmentType::code)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** 数据资源管理局（政务服务管理局） are two names; what is as short as 大队 is none. */
  private static Stream<String> names(DepartmentType type) {
    var official = Stream.of(type.nameZh().split("[（）]")).filter(name -> name.length() > SHORT);
    return Stream.concat(official, type.aliases().stream());
  }

  /** All types, in the table's order. */
  public List<DepartmentType> types() {
    return List.copyOf(byCode.values());
  }

  Set<String> codes() {
    return byCode.keySet();
  }
}
