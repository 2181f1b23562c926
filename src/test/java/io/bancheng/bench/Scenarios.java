package io.bancheng.bench;

import io.bancheng.bench.Stage.Wish;
import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.OrderMix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What is measured, one scenario after the other. */
final class Scenarios {
  private static final int USUAL = 32;

  /** Rounds of what is not compared at the usual load. */
  private static final int FEW = 3;

  private static final Duration LYING = Duration.ofMinutes(5);
  private static final long WARM_UP_CASES = Integer.getInteger("warm", 10_000);
  private static final long WARM_UP_NANOS = 60_000_000_000L;
  private static final double STEADY = 0.6;
  private static final int COUNTED = 400;

  private final Stage stage;
  private final Bench.Options options;
  private final BenchReport report;

  Scenarios(Stage stage, Bench.Options options, BenchReport report) {
    this.stage = stage;
    this.options = options;
    this.report = report;
  }

  private interface Scenario {
    void run() throws Exception;
  }

  void run() {
    if (wants("queue", "steady", "burst")) {
      run("queue", this::queue);
    }
    if (wants("circle", "storm")) {
      run("circle", this::circle);
    }
    when("rest", this::rest);
    when("rules", () -> changed("rules", Province.rules(2_000)));
    when("departments", () -> changed("departments", Province.departments(500)));
    when("nodes", this::nodes);
    when("ledger", this::ledger);
    when("trips", this::trips);
  }

  private boolean wants(String... scenarios) {
    return Arrays.stream(scenarios).anyMatch(options::wants);
  }

  private void when(String scenario, Scenario what) {
    if (options.wants(scenario)) {
      run(scenario, what);
    }
  }

  /** One that fails is told, and the others are measured. */
  private void run(String scenario, Scenario what) {
    try {
      what.run();
    } catch (Exception e) {
      report.failed(scenario, e);
    }
  }

  /** The hub alone with its load, after the rivals. */
  private void queue() throws Exception {
    try (var hub = stage.hub(Wish.plain("hub"))) {
      if (options.wants("queue")) {
        rivals(hub);
      } else {
        warm(List.of(hub));
      }
      if (options.wants("steady")) {
        steady(hub);
      }
      if (options.wants("burst")) {
        burst(hub);
      }
      report.end(List.of(hub));
    }
  }

  /** From intake to the department's queue, hub and rivals in turns. */
  private void rivals(Contender hub) throws Exception {
    try (var bare = stage.bare();
        var outbox = stage.outbox();
        var floor = stage.floor()) {
      warm(List.of(hub, bare, outbox, floor));
      for (int connections : options.connections()) {
        int rounds = connections == USUAL ? options.rounds() : Math.min(FEW, options.rounds());
        turns("queue", List.of(hub, bare, outbox, floor), connections, rounds);
      }
      report.end(List.of(bare, outbox, floor));
    }
  }

  /** Answers at six tenths of what the hub takes. */
  private void steady(Contender hub) throws Exception {
    double most = hub.push("most", job(hub, USUAL, 0)).delivered();
    for (int i = 0; i < options.rounds(); i++) {
      report.add(hub.push("steady", job(hub, USUAL, STEADY * most)));
    }
  }

  /** Intake, queue, signed, answered, closed, told, and noted as told. */
  private void circle() throws Exception {
    var ours = stage.bureaus();
    var theirs = new ArrayList<Bureau>();
    try (var hub = stage.telling("hub", ours);
        var prototype = stage.circle(theirs)) {
      var all = List.of(hub, prototype);
      warm(all);
      if (options.wants("circle")) {
        turns("circle", all, USUAL, options.rounds());
      }
      if (options.wants("storm")) {
        for (int i = 0; i < Math.min(FEW, options.rounds()); i++) {
          report.add(storm(hub, ours));
          report.add(storm(prototype, theirs));
        }
      }
      report.end(all);
    }
  }

  /** All departments answer at once what has lain with them. */
  private Round storm(Contender contender, List<Bureau> bureaus) throws Exception {
    long before = bureaus.stream().mapToLong(Bureau::read).sum();
    bureaus.forEach(bureau -> bureau.is(Bureau.Mood.KEEPS));
    var load = stage.push(job(contender, USUAL, 0));
    Awaitility.await()
        .atMost(LYING)
        .until(() -> bureaus.stream().mapToLong(Bureau::read).sum() >= before + load.cases());
    var nothing = new Load.Result(load.cases(), load.refused(), 0, 0, 0, 0, 0);
    return contender.round(
        "storm",
        0,
        () -> {
          bureaus.forEach(bureau -> bureau.is(Bureau.Mood.ANSWERS));
          return nothing;
        });
  }

  /** One department takes its cases over HTTP. */
  private void rest() throws Exception {
    try (var office = new RestOffice()) {
      var environment = Map.of("BANCHENG_CONFIG", Province.rest(stage.home(), office.url()));
      var wish = new Wish("hub", environment, access -> access);
      try (var hub = stage.hub(wish, new Stage.Count(office::counted, List.of()))) {
        var job = new Load.Job(hub.targets(), USUAL, options.seconds(), 0, 1);
        hub.push("warm", job);
        for (int i = 0; i < options.rounds(); i++) {
          report.add(hub.push("rest", job));
        }
        report.end(List.of(hub));
      }
    }
  }

  /** Everything comes by the channel's queue at once. */
  private void burst(Contender hub) throws Exception {
    report.add(hub.round("burst", 0, () -> Pushes.burst(stage.brokerUrl(), options.burst())));
  }

  /** The same under other files, beside the shipped ones. */
  private void changed(String scenario, Province province) throws Exception {
    for (String variant : List.of("shipped", scenario)) {
      var environment =
          variant.equals("shipped")
              ? Map.<String, String>of()
              : Map.of("BANCHENG_CONFIG", province.write(stage.home()));
      try (var hub = stage.hub(new Wish("hub, " + variant, environment, access -> access))) {
        warm(List.of(hub));
        for (int i = 0; i < options.rounds(); i++) {
          report.add(hub.push(scenario, job(hub, USUAL, 0)));
        }
        report.end(List.of(hub));
      }
    }
  }

  /** One hub, and then two that share the ledger, the broker and the cores. */
  private void nodes() throws Exception {
    try (var one = stage.hub(Wish.plain("one node"))) {
      warm(List.of(one));
      for (int i = 0; i < options.rounds(); i++) {
        report.add(one.push("nodes", job(one, USUAL, 0)));
      }
      report.end(List.of(one));
      try (var two = stage.second(one)) {
        warm(List.of(two));
        for (int i = 0; i < options.rounds(); i++) {
          report.add(two.push("nodes", job(two, USUAL, 0)));
        }
        report.end(List.of(two));
      }
    }
  }

  /** The same with more and more in the ledger. */
  private void ledger() throws Exception {
    try (var hub = stage.telling("hub", stage.bureaus())) {
      warm(List.of(hub));
      for (int wanted : options.ledgers()) {
        try (var ledger = stage.database().ask(hub.database())) {
          new ManyCases(ledger, false).multiply(wanted, ManyCases.Words.none());
        }
        for (int i = 0; i < options.rounds(); i++) {
          report.add(hub.push("ledger of " + wanted, job(hub, USUAL, 0)));
        }
      }
      report.end(List.of(hub));
    }
  }

  /** How often the hub says something to the database and waits, per case. */
  private void trips() throws Exception {
    try (var counter = new RoundTrips(stage.database().port())) {
      var wish = new Wish("hub", Map.of(), access -> through(access, counter));
      try (var hub = stage.hub(wish)) {
        warm(List.of(hub));
        for (int connections : List.of(1, USUAL)) {
          long before = counter.counted();
          var round = hub.push("trips", new Load.Job(hub.targets(), connections, 4, 0, 10));
          double trips =
              (counter.counted() - before) / (double) Math.max(COUNTED / 100, round.cases());
          report.fact(
              "hub: round trips to PostgreSQL per case at %d connections".formatted(connections),
              "%.1f (%.1f transactions)".formatted(trips, round.costs().commits()));
        }
      }
    }
  }

  private static DatabaseAccess through(DatabaseAccess access, RoundTrips counter) {
    String url = access.url().replaceFirst(":\\d+/", ":" + counter.port() + "/");
    return new DatabaseAccess(url, access.username(), access.password());
  }

  /** Until its code is compiled, which takes so many cases; on a busy machine not for ever. */
  private void warm(List<Contender> contenders) throws Exception {
    for (Contender contender : contenders) {
      long end = System.nanoTime() + WARM_UP_NANOS;
      while (contender.accepted() < WARM_UP_CASES && System.nanoTime() < end) {
        contender.push("warm", new Load.Job(contender.targets(), 16, 3, 0, OrderMix.SINGLE.size()));
      }
    }
  }

  private void turns(String scenario, List<Contender> contenders, int connections, int rounds)
      throws Exception {
    for (int i = 0; i < rounds; i++) {
      for (Contender contender : contenders) {
        report.add(contender.push(scenario, job(contender, connections, 0)));
      }
    }
  }

  private Load.Job job(Contender contender, int connections, double rate) {
    return new Load.Job(
        contender.targets(), connections, options.seconds(), rate, OrderMix.SINGLE.size());
  }
}
