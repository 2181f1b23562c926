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
 * @param seconds of faults, at least
 * @param cases accepted before the faults end, at least
 * @param rate orders a second
 * @param heap of each hub
 * @param patience seconds until everything must be done after the last fault
 */
record Plan(
    long seed,
    long seconds,
    int cases,
    int rate,
    int hubs,
    String heap,
    Set<Blow> blows,
    Optional<Mutant> mutant,
    long patience,
    Path home) {

  /** By system properties; docs/prove.md lists them. */
  static Plan given(Path home) {
    long seed = Long.getLong("seed", 0);
    return new Plan(
        seed == 0 ? new Random().nextInt(1, 1_000_000) : seed,
        Long.getLong("seconds", 120),
        Integer.getInteger("cases", 0),
        Integer.getInteger("rate", 20),
        Integer.getInteger("hubs", 2),
        System.getProperty("heap", "384m"),
        blows(System.getProperty("faults", "")),
        Optional.empty(),
        Long.getLong("patience", 240),
        home);
  }

  /** The same load and faults for a hub that breaks a rule. */
  Plan with(Mutant broken, Path where) {
    return new Plan(
        seed, seconds, 0, rate, hubs, heap, broken.blows(), Optional.of(broken), patience, where);
  }

  Map<String, String> environment() {
    return mutant.map(it -> Map.of(Tampering.MUTANT, it.name())).orElse(Map.of());
  }

  private static Set<Blow> blows(String names) {
    return names.isBlank()
        ? Blow.all()
        : Stream.of(names.split(","))
            .map(Blow::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Blow.class)));
  }
}
