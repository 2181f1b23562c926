package io.bancheng.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How indicators are weighed into one score (综合得分): {@code config/indicators.yaml}.
 *
 * @param minimumSample whoever has fewer cases is not ranked
 * @param weights of rates, by their codes
 * @param deductions points off for each that was counted, by the codes of counts
 */
public record Assessment(
    int minimumSample, Map<String, Integer> weights, Map<String, Integer> deductions) {
  static final String FILE = "config/indicators.yaml";

  /** Below this nobody is ranked, whatever the file says. */
  private static final int LEAST_SAMPLE = 5;

  private static final int MOST = 1000;

  /** The indicators of which more is better. */
  public static final List<String> RATES =
      List.of(
          "acceptTimely",
          "autoRate",
          "callbackRate",
          "closeRateCohort",
          "contactTimely",
          "feedbackTimely",
          "firstHit",
          "jointTimely",
          "onTime",
          "onTimeStrict",
          "satisfaction",
          "satisfactionFirst",
          "satisfactionStrict",
          "signTimely",
          "solveRate");

  /** The indicators that count what should not have happened. */
  public static final List<String> COUNTS =
      List.of(
          "buckPassing",
          "finalDesignations",
          "overdueClosed",
          "overdueOpen",
          "red",
          "returnsRefused",
          "supervised",
          "urges",
          "yellow");

  public Assessment {
    weights = Map.copyOf(weights);
    deductions = Map.copyOf(deductions);
  }

  static Assessment read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    root.keys("minimumSample", "weights", "deductions");
    var weights = numbers(root.need("weights"), RATES);
    if (weights.isEmpty() && !root.unreadable()) {
      root.need("weights")
          .problem("no rate is weighed.", "Name one at least, such as onTime: 100.");
    }
    return new Assessment(
        root.need("minimumSample").number(LEAST_SAMPLE, MOST),
        weights,
        root.find("deductions").map(tree -> numbers(tree, COUNTS)).orElse(Map.of()));
  }

  private static Map<String, Integer> numbers(YamlTree tree, List<String> codes) {
    tree.keys(codes.toArray(String[]::new));
    var numbers = new LinkedHashMap<String, Integer>();
    tree.entries()
        .forEach(
            (code, value) -> {
              if (codes.contains(code)) {
                numbers.put(code, value.number(1, MOST));
              }
            });
    return numbers;
  }
}
