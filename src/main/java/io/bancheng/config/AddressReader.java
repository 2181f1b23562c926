package io.bancheng.config;

import io.bancheng.canonical.Gazetteer.Place;
import io.bancheng.config.RegionName.Strength;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ahocorasick.trie.PayloadTrie;

/**
 * Reads the place out of an address in words. Full names count before short ones, short ones not
 * when they name a street (潜山路), townships only inside their named county.
 */
final class AddressReader {
  private static final Pattern STREET = Pattern.compile("[东西南北中一二三]?(路|街|大道|巷|弄|桥|站|村)");

  private final PayloadTrie<List<RegionName>> names;

  private record Hit(int start, int end, RegionName name) {
    boolean collides(Hit other) {
      boolean same = start == other.start && end == other.end;
      return !same && start < other.end && other.start < end;
    }

    int length() {
      return end - start;
    }
  }

  AddressReader(Collection<Region> regions) {
    var builder = PayloadTrie.<List<RegionName>>builder();
    RegionName.of(regions).stream()
        .collect(Collectors.groupingBy(RegionName::text))
        .forEach(builder::addKeyword);
    this.names = builder.build();
  }

  /** The place that a folded address names, if it names exactly one. */
  Optional<Place> read(String address) {
    var hits = hits(address);
    var upper = longest(hits.stream().filter(hit -> hit.name().region().tier() != Tier.TOWN));
    var full = upper.stream().filter(hit -> hit.name().is(Tier.CITY, Strength.FULL)).toList();
    var cities = regions(full.isEmpty() ? of(upper, Tier.CITY, Strength.SHORT) : full);
    var counties = of(upper, Tier.COUNTY, Strength.FULL);
    return counties.isEmpty()
        ? byShortNames(upper, cities).or(() -> only(cities)).map(r -> place(r, hits, upper))
        : byFullNames(counties, cities, !full.isEmpty()).map(r -> place(r, hits, upper));
  }

  /** The one county that all the full names agree on; a name in several cities needs its city. */
  private static Optional<Region> byFullNames(
      List<Hit> counties, List<Region> cities, boolean citiesAreSure) {
    var named = new LinkedHashSet<Region>();
    var byName = counties.stream().collect(Collectors.groupingBy(hit -> hit.name().text()));
    for (List<Hit> sameName : byName.values()) {
      var all = regions(sameName);
      var inside = all.stream().filter(county -> within(county, cities)).toList();
      var meant = inside.isEmpty() && !(citiesAreSure && !cities.isEmpty()) ? all : inside;
      if (meant.size() != 1) {
        return Optional.empty();
      }
      named.addAll(meant);
    }
    return only(List.copyOf(named));
  }

  private static Optional<Region> byShortNames(List<Hit> upper, List<Region> cities) {
    var brief = of(upper, Tier.COUNTY, Strength.SHORT);
    var generic = of(upper, Tier.COUNTY, Strength.GENERIC);
    return cities.isEmpty()
        ? only(regions(brief))
        : only(
            regions(Stream.concat(brief.stream(), generic.stream()).toList()).stream()
                .filter(county -> within(county, cities))
                .toList());
  }

  private static Place place(Region region, List<Hit> hits, List<Hit> upper) {
    return new Place(region.code(), town(region, hits, upper));
  }

  private static <T> Optional<T> only(List<T> list) {
    return list.size() == 1 ? Optional.of(list.get(0)) : Optional.empty();
  }

  private static boolean within(Region county, List<Region> cities) {
    return cities.stream().anyMatch(city -> city.code().equals(county.parentCode()));
  }

  private static List<Hit> of(List<Hit> hits, Tier tier, Strength strength) {
    return hits.stream().filter(hit -> hit.name().is(tier, strength)).toList();
  }

  private static List<Region> regions(List<Hit> hits) {
    return hits.stream().map(hit -> hit.name().region()).distinct().toList();
  }

  /** The township's code, or null if the text names none of this region, or several. */
  private static String town(Region county, List<Hit> hits, List<Hit> upper) {
    var own =
        longest(
            hits.stream()
                .filter(hit -> hit.name().region().tier() == Tier.TOWN)
                .filter(hit -> hit.name().region().parentCode().equals(county.code())));
    var full = of(own, Tier.TOWN, Strength.FULL);
    var behindCounty =
        own.stream().filter(hit -> upper.stream().anyMatch(up -> up.end() == hit.start())).toList();
    return only(regions(full.isEmpty() ? behindCounty : full)).map(Region::code).orElse(null);
  }

  /** Of names that overlap, the longest; all regions of the same name stay. */
  private static List<Hit> longest(Stream<Hit> hits) {
    var kept = new ArrayList<Hit>();
    hits.sorted(Comparator.comparingInt(Hit::length).reversed().thenComparingInt(Hit::start))
        .filter(hit -> kept.stream().noneMatch(hit::collides))
        .forEach(kept::add);
    return kept;
  }

  private List<Hit> hits(String address) {
    return names.parseText(address).stream()
        .flatMap(
            emit ->
                emit.getPayload().stream()
                    .map(name -> new Hit(emit.getStart(), emit.getEnd() + 1, name)))
        .filter(hit -> hit.name().strength() == Strength.FULL || !street(address, hit.end()))
        .toList();
  }

  private static boolean street(String address, int from) {
    return STREET.matcher(address).region(from, address.length()).lookingAt();
  }
}
