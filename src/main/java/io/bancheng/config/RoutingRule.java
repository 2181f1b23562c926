package io.bancheng.config;

import io.bancheng.canonical.IssueClass;
import java.util.List;

/**
 * One row of the routing table (分办规则).
 *
 * @param at file and line
 * @param priority up to 15 joint and efficiency rules, 99 the fallback
 * @param allOf one word of each group must occur; folded
 * @param noneOf none of these may occur; folded
 * @param channels only cases of these channels, all if empty
 * @param regions only regions whose code begins so, all if empty
 */
record RoutingRule(
    String id,
    String at,
    int priority,
    List<List<String>> allOf,
    List<String> noneOf,
    Scope scope,
    Outcome outcome) {
  static final int LAST_OF_FIRST_PASS = 15;
  static final int FALLBACK = 99;

  /** Which cases a rule is for; an empty list means all. */
  record Scope(List<String> channels, List<String> regions) {
    boolean covers(RoutingFacts facts) {
      return (channels.isEmpty()
              || facts.channelCode() != null && channels.contains(facts.channelCode()))
          && (regions.isEmpty()
              || facts.regionCode() != null
                  && regions.stream().anyMatch(facts.regionCode()::startsWith));
    }

    boolean isAll() {
      return channels.isEmpty() && regions.isEmpty();
    }
  }

  /** What a rule decides. */
  record Outcome(
      String category, String lead, List<String> supports, IssueClass issueClass, int workdays) {
    /** Whether a case gets the same class and the same departments. */
    boolean sameAs(Outcome other) {
      return category.equals(other.category)
          && lead.equals(other.lead)
          && supports.equals(other.supports);
    }
  }

  boolean joint() {
    return priority <= LAST_OF_FIRST_PASS;
  }

  boolean fallback() {
    return priority == FALLBACK;
  }

  /** The row's beginning. */
  Place place() {
    int colon = at.lastIndexOf(':');
    return new Place(at.substring(0, colon), Integer.parseInt(at.substring(colon + 1)), 1);
  }

  /** Whether it has words to look for; without, it would hit everything and is refused. */
  boolean complete() {
    return !allOf.isEmpty() && allOf.stream().flatMap(List::stream).noneMatch(String::isEmpty);
  }

  /** Whether a text with that word never hits. */
  boolean forbids(String word) {
    return noneOf.stream().anyMatch(word::contains);
  }

  /** Whether this rule, of those that read the whole text first, hits what the other one hits. */
  boolean shadows(RoutingRule other) {
    return joint() && !other.joint() && wider(other);
  }

  /** Whether a case that this rule hits may bring a word of that group with it. */
  boolean mayBring(List<String> group) {
    return allOf.stream().flatMap(List::stream).anyMatch(w -> group.stream().anyMatch(w::contains));
  }

  /** Whether every case that the other rule hits is hit by this one as well. */
  boolean covers(RoutingRule other) {
    return joint() == other.joint() && wider(other);
  }

  private boolean wider(RoutingRule other) {
    return (scope.isAll() || scope.equals(other.scope))
        && other.noneOf.containsAll(noneOf)
        && allOf.stream().allMatch(group -> other.allOf.stream().anyMatch(g -> implies(g, group)));
  }

  /** Whether a word of the first group always brings a word of the second with it. */
  private static boolean implies(List<String> group, List<String> wider) {
    return group.stream().allMatch(word -> wider.stream().anyMatch(word::contains));
  }
}
