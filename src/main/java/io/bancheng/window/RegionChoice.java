package io.bancheng.window;

import io.bancheng.config.Region;
import io.bancheng.config.Regions;
import io.bancheng.config.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The places of one city (or of the province itself) that can be chosen.
 *
 * @param above the city or province as a whole
 */
record RegionChoice(Region above, List<Region> within) {
  /** A group for each province and city, the counties in it. */
  static List<RegionChoice> all(Regions regions) {
    return Stream.of(Tier.PROVINCE, Tier.CITY)
        .flatMap(tier -> regions.all().stream().filter(region -> region.tier() == tier))
        .map(region -> new RegionChoice(region, counties(region, regions)))
        .toList();
  }

  /** The way down to a region as forms send it: {@code 340000,340200,340202}. */
  static String path(String code, Regions regions) {
    var way = new ArrayList<>(regions.upward(code).stream().map(Region::code).toList());
    Collections.reverse(way);
    return String.join(",", way);
  }

  private static List<Region> counties(Region above, Regions regions) {
    return regions.all().stream()
        .filter(r -> r.tier() == Tier.COUNTY && r.parentCode().equals(above.code()))
        .toList();
  }
}
