package io.bancheng.torture;

import io.bancheng.harness.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Ends a hub before and after every step that it takes at its database and its broker: first the
 * steps are found under load, then a hub dies at each of them while another one goes on; afterwards
 * the same checker as everywhere.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.CrashPoints}; {@code -Drounds=20}
 * takes so many of the steps, by the seed.
 */
public final class CrashPoints implements Campaign.Trouble {
  private static final long LEARNING_MILLIS = 20_000;
  private static final long REACHED_MILLIS = 8_000;
  private static final String DIED = "died ";

  private final int most;
  private final Random random;
  private final Set<String> died = new TreeSet<>();
  private final Set<String> missed = new TreeSet<>();

  CrashPoints(int most, long seed) {
    this.most = most == 0 ? Integer.MAX_VALUE : most;
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "crash-points").toAbsolutePath();
    var given = Plan.given(home);
    var plan = given.calm(Math.max(2, given.hubs()));
    var crashing = new CrashPoints(Integer.getInteger("rounds", 0), given.seed());
    var findings = new Campaign(plan, crashing).run();
    crashing.report(findings).write(home);
    System.exit(findings.violations().isEmpty() ? 0 : 1);
  }

  TortureReport report(Findings findings) throws IOException {
    Files.write(findings.plan().home().resolve("died.txt"), died);
    Files.write(findings.plan().home().resolve("missed.txt"), missed);
    return new TortureReport(findings)
        .figure("steps at which a hub died", died.size())
        .figure("steps that did not come again", missed.size());
  }

  @Override
  public void make(Campaign.Cast cast, BooleanSupplier over) throws Exception {
    cast.faults().watch(LEARNING_MILLIS);
    var nodes = cast.cluster().nodes();
    var left = steps(nodes);
    for (int i = 0; i < most && !left.isEmpty(); i++) {
      crash(cast, next(cast, i), left.get(0));
      left = steps(nodes);
    }
    await(cast, nodes.size());
  }

  /** What any hub has done by now and none has died at. */
  private List<String> steps(List<HubNode> nodes) throws IOException {
    var all = new TreeSet<String>();
    for (HubNode node : nodes) {
      Path steps = node.home().resolve(Tampering.STEPS);
      if (Files.exists(steps)) {
        Files.readAllLines(steps).stream().filter(s -> !s.startsWith(DIED)).forEach(all::add);
      }
    }
    all.removeAll(died);
    all.removeAll(missed);
    var list = new ArrayList<>(all);
    Collections.shuffle(list, random);
    return list;
  }

  private void crash(Campaign.Cast cast, HubNode node, String step) throws Exception {
    node.want(false);
    node.turn(Tampering.CRASH, step);
    long end = System.currentTimeMillis() + REACHED_MILLIS;
    while (node.hub().isAlive() && System.currentTimeMillis() < end) {
      cast.faults().watch(100);
    }
    node.turn(Tampering.CRASH, "");
    if (node.hub().isAlive()) {
      missed.add(step);
    } else {
      died.add(step);
      System.out.println(node + " died " + step);
      node.hub().launch();
    }
    node.want(true);
  }

  /** Each in turn, but one that is ready, and only while another one can go on. */
  private static HubNode next(Campaign.Cast cast, int turn) throws InterruptedException {
    var ready = await(cast, 2);
    return ready.get(turn % ready.size());
  }

  /** Those that are ready, when there are so many. */
  private static List<HubNode> await(Campaign.Cast cast, int many) throws InterruptedException {
    while (true) {
      var ready = cast.cluster().nodes().stream().filter(node -> node.hub().isReady()).toList();
      if (ready.size() >= many) {
        return ready;
      }
      cast.faults().watch(200);
    }
  }
}
