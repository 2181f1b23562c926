package io.bancheng.config;

import io.bancheng.canonical.IssueClass;
import java.util.Arrays;
import java.util.List;

/** A configuration with a rule in front of all others that breaks when it is asked. */
public final class BrokenRule {
  private BrokenRule() {}

  /** That configuration with the broken rule and the fallback only. */
  public static HubConfig in(HubConfig config) {
    try {
      var parts = HubConfig.class.getRecordComponents();
      var types = new Class<?>[parts.length];
      var values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        types[i] = parts[i].getType();
        values[i] =
            types[i] == RoutingTable.class ? table() : parts[i].getAccessor().invoke(config);
      }
      return HubConfig.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static RoutingTable table() {
    var nowhere = new RoutingRule.Scope(List.of(), Arrays.asList((String) null));
    var everywhere = new RoutingRule.Scope(List.of(), List.of());
    return new RoutingTable(
        List.of(
            rule("BROKEN", 20, List.of(List.of("异地就医")), nowhere),
            rule("LATER", 21, List.of(List.of("异地就医")), everywhere),
            rule("F99", 99, List.of(), everywhere)),
        "broken");
  }

  private static RoutingRule rule(
      String id, int priority, List<List<String>> allOf, RoutingRule.Scope scope) {
    var outcome = new RoutingRule.Outcome("0103", "ybj", List.of(), IssueClass.GENERAL, 5);
    return new RoutingRule(
        id, "config/tables/routing.csv:" + priority, priority, allOf, List.of(), scope, outcome);
  }
}
