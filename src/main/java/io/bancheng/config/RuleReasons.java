package io.bancheng.config;

import java.util.List;

/**
 * A routing rule and the value of each of its conditions on one case.
 *
 * @param pass in which pass it was looked at: 2 on title, matter and source category, 1 and 3 on
 *     the full text
 * @param groups per group of {@code allOf}: its words, and those of them that occur
 * @param noneOf those of the forbidden words that occur
 * @param inScope whether channel and region are the rule's
 */
public record RuleReasons(
    String ruleId, String at, int pass, List<Group> groups, List<String> noneOf, boolean inScope) {

  /** Words of which one must occur, and those that do; folded. */
  public record Group(List<String> anyOf, List<String> found) {}

  /** Whether every condition holds. */
  public boolean hits() {
    return inScope && noneOf.isEmpty() && groups.stream().noneMatch(g -> g.found().isEmpty());
  }
}
