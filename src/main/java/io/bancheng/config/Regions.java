package io.bancheng.config;

import io.bancheng.canonical.Gazetteer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The regions of the province: {@code config/tables/regions.csv}. */
public final class Regions implements Gazetteer {
  private final Map<String, Region> byCode = new LinkedHashMap<>();
  private final AddressReader addresses;

  Regions(Collection<Region> regions) {
    regions.forEach(region -> byCode.put(region.code(), region));
    this.addresses = new AddressReader(byCode.values());
  }

  public Optional<Region> find(String code) {
    return Optional.ofNullable(code).map(byCode::get);
  }

  /** The region itself, then the one above it, up to the province; empty for an unknown code. */
  public List<Region> upward(String code) {
    var way = new ArrayList<Region>();
    for (var region = find(code);
        region.isPresent() && !way.contains(region.get());
        region = find(region.get().parentCode())) {
      way.add(region.get());
    }
    return List.copyOf(way);
  }

  @Override
  public boolean knows(String regionCode) {
    return find(regionCode).filter(region -> region.tier() != Tier.TOWN).isPresent();
  }

  /**
   * The place that an address names: the county (else the city) of the chain of names in it, and
   * the township inside that county. Empty if it names none, or several that differ.
   */
  @Override
  public Optional<Place> locate(String address) {
    return addresses.read(Folding.fold(address));
  }

  /** All of them, in the table's order. */
  public Collection<Region> all() {
    return List.copyOf(byCode.values());
  }

  Collection<String> codes() {
    return byCode.keySet();
  }
}
