package io.bancheng.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What is left to chance. Each thing has a chance of its own by its name, so that one more draw
 * somewhere changes nothing elsewhere.
 */
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The chance of that thing in the year of that seed. */
  static Chance of(long seed, String thing) {
    long mixed = seed * GOLDEN;
    for (char c : thing.toCharArray()) {
      mixed = (mixed ^ c) * GOLDEN;
      mixed ^= mixed >>> 29;
    }
    return new Chance(mixed);
  }

  /** Whether it happens that happens so often, of 1. */
  boolean in(double often) {
    return random.nextDouble() < often;
  }

  /** From 0 to {@code end}, without it. */
  int below(int end) {
    return random.nextInt(end);
  }

  double share() {
    return random.nextDouble();
  }

  <T> T of(List<T> some) {
    return some.get(below(some.size()));
  }

  /** One of them, each as often as its weight says. */
  int weighed(int... weights) {
    int all = 0;
    for (int weight : weights) {
      all += weight;
    }
    int drawn = below(all);
    int i = 0;
    while (drawn >= weights[i]) {
      drawn -= weights[i];
      i++;
    }
    return i;
  }

  /** Around the median, sometimes much more (log-normal). */
  double around(double median, double spread) {
    double normal =
        StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
            * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return median * StrictMath.exp(spread * normal);
  }
}
