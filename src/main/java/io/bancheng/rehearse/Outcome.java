package io.bancheng.rehearse;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.PastCase;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.config.HubConfig;
import io.bancheng.config.RoutingFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules say about one case.
 *
 * @param lead the department in the lead; null if a person must choose
 * @param supports the departments in support
 * @param ambiguous whether nothing but the order of the file decided
 */
public record Outcome(
    String ruleId,
    String at,
    List<String> matched,
    String category,
    String lead,
    List<String> supports,
    boolean ambiguous) {

  /** Under the rules of that configuration. */
  static Outcome under(HubConfig config, PastCase past) {
    var text = past.text();
    var facts =
        new RoutingFacts(
            text.title(),
            text.matterName(),
            text.sourceCategoryName(),
            text.content(),
            past.channelCode(),
            past.regionCode());
    return of(config, config.routing().route(facts), past.regionCode());
  }

  /** What a decision means for a region. */
  static Outcome of(HubConfig config, RoutingDecision decision, String region) {
    var departments = config.departments();
    var supports = new ArrayList<String>();
    boolean all =
        decision.dispatchable() && departments.resolve(decision.leadType(), region).isPresent();
    for (String type : decision.supportTypes()) {
      var support = departments.resolve(type, region).map(DepartmentId::toString);
      support.ifPresent(supports::add);
      all &= support.isPresent();
    }
    String lead =
        all ? departments.resolve(decision.leadType(), region).orElseThrow().toString() : null;
    return new Outcome(
        decision.ruleId(),
        decision.at(),
        decision.matched(),
        decision.categoryCode(),
        lead,
        List.copyOf(supports),
        config.routing().ambiguous(decision));
  }

  boolean routed() {
    return lead != null;
  }

  /** Whether the case gets the same category and the same departments. */
  boolean sameAs(Outcome other) {
    return category.equals(other.category)
        && java.util.Objects.equals(lead, other.lead)
        && (lead == null || supports.equals(other.supports));
  }

  /** Whether that is how the case ended. */
  boolean agrees(PastCase past) {
    return past.finalLead().equals(lead) && category.equals(past.finalCategory());
  }
}
