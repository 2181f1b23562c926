package io.bancheng.torture;

import io.bancheng.torture.Evidence.Beside;
import io.bancheng.torture.Evidence.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What everybody wrote down in a run, and what the checker says to it. */
record Findings(
    Plan plan,
    Campaign.Cast cast,
    Times times,
    Evidence evidence,
    Map<String, Integer> parked,
    List<Violation> violations) {
  /** Numbers that belong to nobody, as every invented reporter has one. */
  private static final Pattern PERSONAL = Pattern.compile("\\b194\\d{8}\\b");

  private static final long USUAL_MILLIS = 45_000;

  /** As long as a fault of the ledger may keep hubs from reading what departments say. */
  private static final long UNREAD_MILLIS = 60_000;

  /** In milliseconds of the epoch: the first order, the last fault's end, the last case's end. */
  record Times(long begin, long calm, long settled) {}

  static Findings of(Plan plan, Campaign.Cast cast, Times times) throws SQLException, IOException {
    var deliveries = new ArrayList<Delivery>();
    var answered = new HashSet<String>();
    for (var department : cast.departments()) {
      answered.addAll(department.answered());
      deliveries.addAll(department.deliveries());
    }
    var hotline = cast.hotline();
    try (var books = new LedgerBooks(cast.cluster().ledger())) {
      var evidence =
          new Evidence(
              hotline.sent(),
              hotline.receipts(),
              hotline.refusals(),
              books.cases(),
              books.assignments(),
              deliveries,
              expected(cast, answered, books),
              books.repliesTaken(),
              beside(cast, deliveries, books),
              watched(cast, deliveries, books));
      return new Findings(plan, cast, times, evidence, books.parked(), Checker.check(evidence));
    }
  }

  /**
   * A reply that lay in a broker whose disk was lost comes again with the repeated assignment; of a
   * share that was done by then nothing is repeated, and nothing needs to be.
   */
  private static Set<String> expected(Campaign.Cast cast, Set<String> answered, LedgerBooks books) {
    if (cast.faults().stretches().stream().noneMatch(s -> s.blow() == Blow.BROKER_WIPED)) {
      return answered;
    }
    var done = books.done();
    return answered.stream()
        .filter(key -> !done.contains(key.replaceFirst("^\\S+ ([^|]+)\\|.*", "$1")))
        .collect(Collectors.toSet());
  }

  private static Beside beside(Campaign.Cast cast, List<Delivery> deliveries, LedgerBooks books)
      throws IOException {
    var parked = books.noise();
    return new Beside(
        cast.reporters().answers(),
        Stream.concat(
                cast.departments().stream().flatMap(d -> d.outOfOrder().stream()),
                cast.reporters().outOfOrder().stream())
            .toList(),
        babbled(cast, Set.copyOf(parked)),
        parked,
        books.owed(),
        books.unanswered(),
        books.waiting(),
        books.overlooked(),
        late(cast, deliveries),
        stuck(cast.faults().stretches()),
        leaks(cast.cluster()));
  }

  /** What lay in a broker whose disk was lost, and means nothing to anybody, nobody says again. */
  private static Set<String> babbled(Campaign.Cast cast, Set<String> parked) {
    var wiped =
        cast.faults().stretches().stream().filter(s -> s.blow() == Blow.BROKER_WIPED).toList();
    return cast.departments().stream()
        .flatMap(department -> department.babbled().entrySet().stream())
        .filter(
            said ->
                parked.contains(said.getKey())
                    || wiped.stream().noneMatch(s -> lay(said.getValue(), s)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether what was said then may not have been read yet when that blow fell. */
  static boolean lay(long said, Faults.Stretch blow) {
    return said > blow.from() - UNREAD_MILLIS && said < blow.to();
  }

  private static Evidence.Watched watched(
      Campaign.Cast cast, List<Delivery> deliveries, LedgerBooks books) throws IOException {
    return new Evidence.Watched(
        cast.cluster().broker().thrownAway(),
        books.deadLetters(),
        cast.strangers().glances(),
        Pace.of(
            cast.faults().stretches(), first(deliveries).values(), cast.hotline().acceptedAt()));
  }

  private static Map<String, Delivery> first(List<Delivery> deliveries) {
    var first = new HashMap<String, Delivery>();
    deliveries.forEach(d -> first.merge(d.assignmentId(), d, (a, b) -> a.at() <= b.at() ? a : b));
    return first;
  }

  /** What took longer than usual by more than all the time in which everybody's work may wait. */
  private static List<String> late(Campaign.Cast cast, List<Delivery> deliveries) {
    var accepted = cast.hotline().acceptedAt();
    var late = new ArrayList<String>();
    for (var d : first(deliveries).values()) {
      String caseNo = d.assignmentId().replaceFirst("-\\d+$", "");
      long from = accepted.getOrDefault(caseNo, d.at());
      long excused =
          cast.faults().stretches().stream()
              .filter(s -> s.blow().stopsAll() || s.blow().ofDepartment())
              .mapToLong(s -> overlap(s, from, d.at()))
              .sum();
      if (d.at() - from > USUAL_MILLIS + excused) {
        late.add("%s after %d s".formatted(d.assignmentId(), (d.at() - from) / 1000));
      }
    }
    return late;
  }

  /**
   * When no order reached a department any more, or, while only one hub suffered, none for so long
   * that nobody can have taken over.
   */
  static List<String> stuck(List<Faults.Stretch> blows) {
    return blows.stream()
        .filter(s -> s.againAfter() == -1 || s.againAfter() > USUAL_MILLIS && alone(s, blows))
        .map(s -> "after %s: %d ms".formatted(s.blow(), s.againAfter()))
        .toList();
  }

  /** Whether it fell on one hub, and nothing else fell meanwhile. */
  private static boolean alone(Faults.Stretch hub, List<Faults.Stretch> blows) {
    return hub.blow().ofHub()
        && blows.stream().noneMatch(s -> s != hub && s.from() <= hub.to() && hub.from() <= s.to());
  }

  private static long overlap(Faults.Stretch s, long from, long to) {
    long end = s.to() + Math.max(0, s.againAfter());
    return Math.max(0, Math.min(end, to) - Math.max(s.from(), from));
  }

  private static List<String> leaks(Cluster cluster) throws IOException {
    var leaks = new ArrayList<String>();
    for (HubNode node : cluster.nodes()) {
      try (var lines = Files.lines(node.home().resolve("hub.log"))) {
        lines.filter(line -> PERSONAL.matcher(line).find()).limit(5).forEach(leaks::add);
      }
    }
    return leaks;
  }
}
