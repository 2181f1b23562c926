package io.bancheng.canonical;

/**
 * What came of asking a reporter afterwards (回访结果).
 *
 * @param connected whether anybody answered
 * @param solved null if the reporter did not say
 * @param satisfaction 5 very satisfied to 1 very dissatisfied (好差评), 0 not rated
 * @param cause why the rating is low, null if the reporter did not say
 */
public record CallbackResult(
    boolean connected, Solved solved, int satisfaction, DissatisfactionCause cause) {
  public static final int BEST = 5;

  public CallbackResult {
    if (satisfaction < 0 || satisfaction > BEST) {
      throw new IllegalArgumentException("Satisfaction is 0 to 5, not " + satisfaction + ".");
    }
    if (!connected && (satisfaction > 0 || solved != null)) {
      throw new IllegalArgumentException("Nobody who was not reached can have rated.");
    }
  }

  public boolean rated() {
    return satisfaction > 0;
  }
}
