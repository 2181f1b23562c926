package io.bancheng.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Does harm to a cluster, one blow after the other and sometimes two at once, in an order that the
 * seed gives; after each it asks how long the work took to go on.
 */
final class Faults {
  private static final int SHORTEST_PAUSE = 500;
  private static final int LONGEST_PAUSE = 2_500;
  private static final int SHORTEST = 500;
  private static final int LONGEST = 9_000;
  private static final double TWO_AT_ONCE = 0.2;

  private final Cluster cluster;
  private final Striker striker;
  private final Probe probe;
  private final Random random;
  private final List<Blow> kinds;
  private final int longest;
  private final long spacing;
  private final List<Blow> bag = new ArrayList<>();
  private final List<Stretch> stretches = Collections.synchronizedList(new ArrayList<>());
  private int restarts;

  /**
   * A blow while it lasted.
   *
   * @param victim the department that it was about, empty if it was about none
   * @param from milliseconds of the epoch
   * @param to when it was healed
   * @param againAfter milliseconds from its end, or for one hub of several from its beginning,
   *     until a new order reached its department; -1 if it never did, -2 if nobody asked
   * @param accepted orders accepted while it lasted
   */
  record Stretch(Blow blow, String victim, long from, long to, long againAfter, int accepted) {}

  Faults(Cluster cluster, Striker striker, Probe probe, Plan plan) {
    this.cluster = cluster;
    this.striker = striker;
    this.probe = probe;
    this.kinds = List.copyOf(plan.blows());
    this.longest = plan.rule().map(Mutant::longestBlow).orElse(LONGEST);
    this.spacing = plan.strikes() == 0 ? 0 : plan.seconds() * 1000 / plan.strikes();
    this.random = new Random(plan.seed());
  }

  /** Goes on until it is told to end; afterwards everything runs or is starting. */
  void run(BooleanSupplier over) throws Exception {
    long begin = System.currentTimeMillis();
    for (int n = 0; !over.getAsBoolean(); n++) {
      long until = begin + n * spacing - System.currentTimeMillis();
      watch(Math.max(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE), until));
      if (!kinds.isEmpty()) {
        strike(random.nextDouble() < TWO_AT_ONCE && kinds.size() > 1);
      }
    }
  }

  private void strike(boolean two) throws Exception {
    var first = draw();
    var second = two ? draw() : first;
    System.out.println(first + (second == first ? "" : " and " + second));
    long from = System.currentTimeMillis();
    int before = probe.accepted();
    var healing = new ArrayList<Striker.Healing>();
    healing.add(striker.strike(first));
    if (second != first) {
      healing.add(striker.strike(second));
    }
    boolean others = !first.stopsAll() && !second.stopsAll() && cluster.nodes().size() > 1;
    var asked = others ? probe.ask() : null;
    watch(longest > LONGEST ? longest : random.nextInt(SHORTEST, longest));
    for (var each : healing) {
      each.heal();
    }
    long to = System.currentTimeMillis();
    int during = probe.accepted() - before;
    long again = probe.await(asked == null ? probe.ask() : asked, this::supervised);
    stretches.add(new Stretch(first, healing.get(0).victim(), from, to, again, during));
    if (second != first) {
      stretches.add(new Stretch(second, healing.get(1).victim(), from, to, -2, during));
    }
  }

  /** Every kind comes before one comes again. */
  private Blow draw() {
    if (bag.isEmpty()) {
      bag.addAll(kinds);
      Collections.shuffle(bag, random);
    }
    return bag.remove(bag.size() - 1);
  }

  /** Waits, and starts a hub again that gave up. */
  void watch(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      supervised();
      Thread.sleep(100);
    }
  }

  private void supervised() {
    try {
      restarts += cluster.supervise();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  List<Stretch> stretches() {
    return List.copyOf(stretches);
  }

  /** How many blows of each kind there were. */
  Map<Blow, Integer> counts() {
    var counts = new EnumMap<Blow, Integer>(Blow.class);
    stretches.forEach(s -> counts.merge(s.blow(), 1, Integer::sum));
    return counts;
  }

  /** How often a hub had ended by itself. */
  int restarts() {
    return restarts;
  }
}
