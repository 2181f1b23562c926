package io.bancheng.torture;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run of the torture does.
 *
 * @param load what senders do
 * @param seconds of faults, at least
 * @param strikes evenly over these seconds; 0 for one soon after the other
 * @param rule whose faults these are
 * @param broken whether the hubs break that rule
 * @param patience seconds until everything must be done after the last fault
 */
record Plan(
    long seed,
    Load load,
    long seconds,
    int strikes,
    int hubs,
    String heap,
    Set<Blow> blows,
    Optional<Mutant> rule,
    boolean broken,
    long patience,
    Path home) {
  /** What is not caught within that time after the last fault is not caught. */
  private static final long OF_A_MUTANT = 40;

  /**
   * What senders do.
   *
   * @param cases accepted before the faults end, at least
   * @param rate orders a second
   */
  record Load(int cases, int rate) {
    /** Enough to keep the rate when an answer takes a fifth of a second. */
    int senders() {
      return Math.max(4, rate / 4);
    }
  }

  /** By system properties; docs/prove.md lists them. */
  static Plan given(Path home) {
    long seed = Long.getLong("seed", 0);
    return new Plan(
        seed == 0 ? new Random().nextInt(1, 1_000_000) : seed,
        new Load(Integer.getInteger("cases", 0), Integer.getInteger("rate", 20)),
        Long.getLong("seconds", 120),
        Integer.getInteger("strikes", 0),
        Integer.getInteger("hubs", 2),
        System.getProperty("heap", "384m"),
        blows(System.getProperty("faults", "")),
        Optional.empty(),
        false,
        Long.getLong("patience", 240),
        home);
  }

  /** The same without any fault but those that somebody makes by hand. */
  Plan calm(int nodes) {
    return new Plan(
        seed,
        new Load(0, load.rate()),
        0,
        0,
        nodes,
        heap,
        EnumSet.noneOf(Blow.class),
        Optional.empty(),
        false,
        patience,
        home);
  }

  /** The faults under which breaking that rule does harm, for a hub that breaks it or keeps it. */
  Plan with(Mutant mutant, boolean breaks, Path where) {
    return new Plan(
        seed,
        new Load(0, load.rate()),
        seconds,
        0,
        hubs,
        heap,
        mutant.blows(),
        Optional.of(mutant),
        breaks,
        breaks ? Math.min(patience, OF_A_MUTANT) : patience,
        where);
  }

  Map<String, String> environment() {
    return rule.filter(mutant -> broken)
        .map(it -> Map.of(Tampering.MUTANT, it.name()))
        .orElse(Map.of());
  }

  private static Set<Blow> blows(String names) {
    return names.isBlank()
        ? Blow.all()
        : Stream.of(names.split(","))
            .map(Blow::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Blow.class)));
  }
}
