package io.bancheng.supervise;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Role;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Region;
import io.bancheng.config.Roster.Duty;
import io.bancheng.config.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Sees that a coordinator's desk with open tasks has somebody on duty (值班缺岗). */
public final class DutyWatch {
  /**
   * A region whose desk has tasks and nobody on duty.
   *
   * @param told the region of the tier that is told instead; {@code nobody} if no tier has anyone
   */
  public record Gap(String region, LocalDate day, String told) {
    /** What an alert about it is called. */
    public String subject() {
      return region + "/" + day + "/" + told;
    }
  }

  /**
   * The gaps of the day.
   *
   * @param regions where tasks wait; an empty one is a place that nobody could tell
   */
  public List<Gap> gaps(HubConfig config, Instant now, Collection<String> regions) {
    var day = LocalDate.ofInstant(now, CanonicalJson.ZONE);
    var roster = config.office().roster();
    return regions.stream()
        .map(region -> region.isEmpty() ? province(config) : region)
        .distinct()
        .filter(region -> roster.on(day, Role.DUTY_COORDINATOR, region).isEmpty())
        .map(
            region ->
                new Gap(
                    region,
                    day,
                    roster
                        .inCharge(Role.DUTY_COORDINATOR, region, day)
                        .map(Duty::region)
                        .orElse("nobody")))
        .toList();
  }

  private static String province(HubConfig config) {
    return config.regions().all().stream()
        .filter(region -> region.tier() == Tier.PROVINCE)
        .map(Region::code)
        .findFirst()
        .orElse("");
  }
}
