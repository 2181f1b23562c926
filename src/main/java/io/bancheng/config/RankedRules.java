package io.bancheng.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rules in the order in which they decide, found by their words: only those are looked at of whose
 * first group a word occurs, so that a table may be long.
 */
final class RankedRules {
  private final List<Compiled> rules;

  /** By the number of a word, the places of the rules that have it in their first group. */
  private final int[][] byWord;

  /** The places of rules that ask for no word. */
  private final BitSet wordless = new BitSet();

  /** A rule with its words as numbers. */
  record Compiled(RoutingRule rule, int[][] groups, int[] noneOf) {
    boolean hits(BitSet words, RoutingFacts facts) {
      for (int[] group : groups) {
        if (!any(group, words)) {
          return false;
        }
      }
      return !any(noneOf, words) && rule.scope().covers(facts);
    }

    private static boolean any(int[] numbers, BitSet words) {
      for (int number : numbers) {
        if (words.get(number)) {
          return true;
        }
      }
      return false;
    }

    /** Of each group the first word that occurs. */
    List<String> matched(BitSet words) {
      var matched = new ArrayList<String>();
      for (int g = 0; g < groups.length; g++) {
        int w = 0;
        while (!words.get(groups[g][w])) {
          w++;
        }
        matched.add(rule.allOf().get(g).get(w));
      }
      return List.copyOf(matched);
    }
  }

  /** The rules in order. */
  RankedRules(List<RoutingRule> inOrder, Keywords keywords) {
    this.rules = inOrder.stream().map(rule -> compile(rule, keywords)).toList();
    this.byWord = new int[keywords.size()][];
    var places = new BitSet[keywords.size()];
    for (int i = 0; i < rules.size(); i++) {
      int[][] groups = rules.get(i).groups();
      if (groups.length == 0) {
        wordless.set(i);
        continue;
      }
      for (int word : groups[0]) {
        places[word] = places[word] == null ? new BitSet() : places[word];
        places[word].set(i);
      }
    }
    for (int word = 0; word < places.length; word++) {
      byWord[word] = places[word] == null ? new int[0] : places[word].stream().toArray();
    }
  }

  /** All of them, in order. */
  List<Compiled> all() {
    return rules;
  }

  /** Those that may hit a text with these words, in order. */
  List<Compiled> candidates(BitSet words) {
    var places = (BitSet) wordless.clone();
    for (int word = words.nextSetBit(0); word >= 0; word = words.nextSetBit(word + 1)) {
      for (int place : byWord[word]) {
        places.set(place);
      }
    }
    var candidates = new ArrayList<Compiled>(places.cardinality());
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      candidates.add(rules.get(place));
    }
    return candidates;
  }

  private static Compiled compile(RoutingRule rule, Keywords keywords) {
    int[][] groups = rule.allOf().stream().map(keywords::numbers).toArray(int[][]::new);
    return new Compiled(rule, groups, keywords.numbers(rule.noneOf()));
  }
}
