package io.bancheng.torture;

import io.bancheng.harness.Quiet;
import io.bancheng.harness.RunningDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The ledger goes back to a point in time, as docs/operate.md says and with the statements that
 * stand there, while broker, departments and senders stay where they are. Cases after that point
 * are lost, which is what going back means; the drill holds that exactly those are, that no number
 * is given twice, and that everything else is as ever.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.RestoreDrill}
 */
public final class RestoreDrill implements Campaign.Trouble {
  private static final long STRETCH_MILLIS = 15_000;
  private static final Path GUIDE = Path.of("docs", "operate.md");
  private static final String BEGIN = "-- after going back";

  private final Path home;
  private long point;
  private long back;

  RestoreDrill(Path home) {
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "restore-drill").toAbsolutePath();
    var given = Plan.given(home);
    var plan = given.calm(given.hubs());
    var drill = new RestoreDrill(home);
    System.exit(drill.judge(new Campaign(plan, drill).run()) ? 0 : 1);
  }

  @Override
  public void make(Campaign.Cast cast, BooleanSupplier over) throws Exception {
    var cluster = cast.cluster();
    cast.faults().watch(STRETCH_MILLIS);
    point = System.currentTimeMillis();
    cluster.database().kill();
    copy(data(), home.resolve("backup"));
    cluster.database().revive();
    cast.faults().watch(STRETCH_MILLIS);

    cluster.nodes().forEach(node -> node.want(false));
    cluster.nodes().forEach(node -> node.hub().kill());
    cluster.database().kill();
    copy(home.resolve("backup"), data());
    cluster.database().revive();
    try (var session = RunningDatabase.connect(cluster.ledger());
        var statement = session.createStatement()) {
      statement.execute(statements());
    }
    back = System.currentTimeMillis();
    for (HubNode node : cluster.nodes()) {
      node.hub().launch();
      node.want(true);
    }
    cast.hotline().again(after(cast));
    cast.faults().watch(STRETCH_MILLIS);
  }

  /** What was accepted between the point and the way back. */
  private Set<String> after(Campaign.Cast cast) {
    var times = cast.hotline().acceptedAt();
    return cast.hotline().receipts().stream()
        .filter(r -> times.get(r.caseNo()) >= point && times.get(r.caseNo()) < back)
        .map(Evidence.Receipt::sourceId)
        .collect(Collectors.toSet());
  }

  private Path data() {
    return home.resolve("database/postgres/data");
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    run("rm", "-rf", to.toString());
    run("cp", "-a", from.toString(), to.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(List.of(command) + " failed");
    }
  }

  private static String statements() throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf(BEGIN);
    return guide.substring(begin, guide.indexOf("```", begin));
  }

  private boolean judge(Findings findings) throws IOException {
    var evidence = findings.evidence();
    var known =
        evidence.cases().stream().map(Evidence.LedgerCase::caseNo).collect(Collectors.toSet());
    var shares =
        evidence.assignments().stream()
            .map(Evidence.Handed::assignmentId)
            .collect(Collectors.toSet());
    var kept =
        new Evidence(
            evidence.sent(),
            evidence.receipts().stream().filter(r -> known.contains(r.caseNo())).toList(),
            evidence.refusals(),
            evidence.cases(),
            evidence.assignments(),
            evidence.deliveries().stream().filter(d -> shares.contains(d.assignmentId())).toList(),
            evidence.answered().stream()
                .filter(key -> shares.contains(key.replaceFirst("^\\S+ ([^|]+)\\|.*", "$1")))
                .collect(Collectors.toSet()),
            evidence.taken(),
            Evidence.Beside.NOTHING,
            Evidence.Watched.NOTHING);
    var faults = new TreeSet<String>();
    Checker.check(kept).forEach(v -> faults.add(v.toString()));
    var gone = new HashSet<String>();
    faults.addAll(numbers(findings, known, gone));
    System.out.printf(
        "accepted %d, gone with the time after the point %d, cases in the ledger %d%n",
        evidence.receipts().size(), gone.size(), known.size());
    faults.forEach(System.out::println);
    System.out.println(faults.isEmpty() ? "Nothing was broken." : "BROKEN");
    return faults.isEmpty();
  }

  /** Every number is one order's for ever; only those of the lost stretch are gone. */
  private Set<String> numbers(Findings findings, Set<String> known, Set<String> gone) {
    var faults = new TreeSet<String>();
    var owners = new HashMap<String, String>();
    var times = findings.cast().hotline().acceptedAt();
    for (var receipt : findings.evidence().receipts()) {
      String before = owners.putIfAbsent(receipt.caseNo(), receipt.sourceId());
      if (before != null && !before.equals(receipt.sourceId())) {
        faults.add("GIVEN TWICE: " + receipt.caseNo());
      }
      if (!known.contains(receipt.caseNo())) {
        gone.add(receipt.caseNo());
        long at = times.get(receipt.caseNo());
        if (at < point || at > back) {
          faults.add("LOST: " + receipt);
        }
      }
    }
    var again =
        findings.evidence().cases().stream()
            .map(Evidence.LedgerCase::sourceId)
            .collect(Collectors.toSet());
    owners.values().stream()
        .filter(id -> !again.contains(id))
        .map("NOT THERE AGAIN: "::concat)
        .forEach(faults::add);
    return faults;
  }
}
