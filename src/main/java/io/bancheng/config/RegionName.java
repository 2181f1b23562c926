package io.bancheng.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** One way to write a region's name, folded. */
record RegionName(String text, Region region, Strength strength) {
  private static final Pattern ZONE = Pattern.compile(".*(开发区|园区|度假区|新区)");

  /** How much the name says by itself. */
  enum Strength {
    /** 霍邱县 */
    FULL,
    /** 霍邱; may as well be part of another name. */
    SHORT,
    /** 郊区; says something only inside its named city. */
    GENERIC
  }

  /** Every way to write the names of these regions. */
  static List<RegionName> of(Collection<Region> regions) {
    var names = new ArrayList<RegionName>();
    for (Region region : regions) {
      String full = Folding.fold(region.nameZh());
      boolean generic = full.length() == 2 && full.endsWith("区");
      names.add(new RegionName(full, region, generic ? Strength.GENERIC : Strength.FULL));
      String brief = full.replaceFirst(region.tier() == Tier.TOWN ? "(镇|乡|街道)$" : "[市县区]$", "");
      if (brief.length() > 1 && !brief.equals(full) && !ZONE.matcher(full).matches()) {
        names.add(new RegionName(brief, region, Strength.SHORT));
      }
    }
    return names.stream().filter(name -> !names.stream().anyMatch(name::yieldsTo)).toList();
  }

  boolean is(Tier tier, Strength strength) {
    return region.tier() == tier && this.strength == strength;
  }

  /** A county's short name that is also its city's (黄山) means the city. */
  private boolean yieldsTo(RegionName other) {
    return is(Tier.COUNTY, Strength.SHORT)
        && other.is(Tier.CITY, Strength.SHORT)
        && text.equals(other.text);
  }
}
