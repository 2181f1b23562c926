package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.PastCase;
import io.bancheng.config.Bundle;
import io.bancheng.config.Candidates;
import io.bancheng.config.RoutingFacts;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.EditLoad;
import io.bancheng.ledger.PastCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Operators edit every kind of file in every way, good and bad, while orders come in and
 * departments reply. Seven kinds and six ways are coprime: {@code -Dedits=42} does each kind in
 * each way, the default each kind twice and each way at least twice; {@code -Dseed=} shuffles them.
 */
class EditsUnderLoadTest extends EditedFilesTest {
  private static final int EDITS = Integer.getInteger("edits", 14);
  private static final long SEED = Long.getLong("seed", 20261009);

  @Autowired EmbeddedBroker broker;
  @Autowired CamelContext camel;
  @Autowired Candidates versions;
  @Autowired PastCases ledger;
  @Autowired JdbcTemplate jdbc;

  /** What the editors meant to be in force at some time. */
  private final Set<String> meant = new HashSet<>();

  private final List<Long> millis = new ArrayList<>();

  /**
   * A kind of file.
   *
   * @param good one word and another, either of which may stand there
   * @param bad a right word and a wrong one
   * @param half where somebody who writes slowly pauses
   * @param needed whether nothing goes without it
   */
  private record Kind(String file, String[] good, String[] bad, String half, boolean needed) {
    String name() {
      return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
    }

    String change(String text) {
      assertThat(text).as(file).containsAnyOf(good);
      return text.contains(good[0]) ? swap(text, good[0], good[1]) : swap(text, good[1], good[0]);
    }

    String spoil(String text) {
      return swap(text, bad[0], bad[1]);
    }

    private String swap(String text, String from, String to) {
      assertThat(text).as(file).contains(from);
      int at = text.indexOf(from);
      return text.substring(0, at) + to + text.substring(at + from.length());
    }
  }

  private static Kind kind(String file, String good, String bad, String half, boolean needed) {
    return new Kind(file, good.split(" <> "), bad.split(" <> "), half, needed);
  }

  private static final List<Kind> KINDS =
      List.of(
          kind(
              "config/tables/routing.csv",
              "外地住院,,ybj,, <> 外地住院,,rsj,,",
              "S06,20, <> S06,2O,",
              "\nS07,2",
              true),
          kind(
              "config/departments/340882-gaj.yaml",
              "adapter: queue <> adapter: pull",
              "adapter: <> adaptor:",
              "adapter",
              false),
          kind(
              "config/channels/township.yaml",
              "region: 341522 <> region: 340882",
              "mapping: csv-township <> mapping: csv-town",
              "folder: { at",
              false),
          kind(
              "mappings/hotline-json.yaml",
              "version: 1 <> version: 2",
              "data.orderCode <> data.(orderCode",
              "$firstOf(data.orderCode, da",
              true),
          kind(
              "routes/accept.camel.yaml",
              "# 受理: <> # 受理 (changed):",
              "- setProperty: <> - setPropety:",
              "- setProperty: { name: mess",
              true),
          kind(
              "config/calendars/2026.yaml",
              "worked: [2026-09-20, 2026-10-10] <> worked: [2026-10-10]",
              "off: [2026-04-04 <> off: [2026-04-34",
              "worked: [2026-",
              false),
          kind(
              "config/deadlines.yaml",
              "handle: {GENERAL: 5wd <> handle: {GENERAL: 6wd",
              "accept: {GENERAL: 1wd <> accept: {GENERAL: 1d",
              "handle: {GEN",
              true));

  private interface Way {
    void edit(Kind kind) throws Exception;
  }

  private final List<Way> ways =
      List.of(
          this::saved,
          this::savedByRename,
          this::writtenInPieces,
          this::spoiled,
          kind -> gone(kind, Files::delete),
          kind -> gone(kind, file -> Files.move(file, beside(file))));

  @Test
  void whatever_operators_do_to_their_files_no_case_is_refused_misrouted_or_lost()
      throws Exception {
    var routes = routes();
    int parked = parked();
    var began = clock.instant();
    meant.add(version());
    try (var load = new EditLoad(hub(), broker.port())) {
      load.start();
      edit();
      copy();
      soon().until(() -> version().equals(shipped()) && configuration.rejected().isEmpty());
      load.stopPushing();
      soon().untilAsserted(() -> assertThat(unfinished(load.accepted())).isEmpty());
      assertThat(load.failed()).isEmpty();
      assertThat(load.accepted()).hasSizeGreaterThan(2 * EDITS);
      var stamps = stamps(load.accepted());
      assertThat(stamps.values().stream().mapToInt(List::size).sum())
          .isEqualTo(load.accepted().size());
      assertThat(misrouted(stamps, began)).isEmpty();
      System.out.printf(
          "%d edits, %d cases under %d versions; from saving to effect %d ms median, %d ms at most%n",
          EDITS,
          load.accepted().size(),
          stamps.size(),
          millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow(),
          Collections.max(millis));
    }
    assertThat(routes()).isEqualTo(routes);
    assertThat(parked()).isEqualTo(parked);
  }

  private void edit() throws Exception {
    var random = new Random(SEED);
    var kinds = new ArrayList<>(KINDS);
    var order = new ArrayList<>(ways);
    Collections.shuffle(kinds, random);
    Collections.shuffle(order, random);
    for (int i = 0; i < EDITS; i++) {
      order.get(i % order.size()).edit(kinds.get(i % kinds.size()));
    }
    twoAtOnce(kinds.get(0), kinds.get(1));
    oneOfTwoSpoils(kinds.get(2), kinds.get(3));
  }

  private void saved(Kind kind) throws IOException {
    Files.writeString(path(kind), kind.change(text(kind)));
    inForce();
  }

  /** As most editors do: a new file beside it, then in its place. */
  private void savedByRename(Kind kind) throws IOException {
    Path next = path(kind).resolveSibling("." + path(kind).getFileName() + ".swp");
    Files.writeString(next, kind.change(text(kind)));
    Files.move(next, path(kind), StandardCopyOption.ATOMIC_MOVE);
    inForce();
  }

  private void writtenInPieces(Kind kind) throws IOException {
    String next = kind.change(text(kind));
    int pause = next.indexOf(kind.half()) + kind.half().length();
    assertThat(pause).as(kind.file()).isGreaterThan(kind.half().length());
    Files.writeString(path(kind), next.substring(0, pause));
    refused(kind.name());
    Files.writeString(path(kind), next);
    inForce();
  }

  private void spoiled(Kind kind) throws IOException {
    String before = text(kind);
    Files.writeString(path(kind), kind.spoil(before));
    refused(kind.file() + ":\\d+:\\d+: .+\\..+");
    Files.writeString(path(kind), before);
    inForce();
  }

  private interface Removal {
    void of(Path file) throws IOException;
  }

  private void gone(Kind kind, Removal removal) throws IOException {
    String before = text(kind);
    removal.of(path(kind));
    if (kind.needed()) {
      // a part of the flow is missed where it is called
      refused(kind.file().startsWith("routes/") ? "routes/.+: unknown route" : kind.name());
    } else {
      inForce();
    }
    Files.deleteIfExists(beside(path(kind)));
    Files.writeString(path(kind), before);
    inForce();
  }

  private void twoAtOnce(Kind one, Kind other) throws Exception {
    var now = Bundle.of(files());
    meant.add(now.with(one.file(), bytes(one.change(text(one)))).version());
    meant.add(now.with(other.file(), bytes(other.change(text(other)))).version());
    both(one, one::change, other, other::change);
    inForce();
  }

  /** The good change waits in the folder until the bad one beside it is mended. */
  private void oneOfTwoSpoils(Kind good, Kind bad) throws Exception {
    String before = text(bad);
    meant.add(Bundle.of(files()).with(good.file(), bytes(good.change(text(good)))).version());
    both(good, good::change, bad, bad::spoil);
    soon().until(() -> told().contains(bad.file()));
    Files.writeString(path(bad), before);
    inForce();
  }

  private void both(Kind one, UnaryOperator<String> a, Kind other, UnaryOperator<String> b)
      throws Exception {
    var together = new CyclicBarrier(2);
    var first = CompletableFuture.runAsync(() -> write(together, one, a));
    var second = CompletableFuture.runAsync(() -> write(together, other, b));
    CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
  }

  private static void write(CyclicBarrier together, Kind kind, UnaryOperator<String> change) {
    try {
      String next = change.apply(text(kind));
      together.await(30, TimeUnit.SECONDS);
      Files.writeString(path(kind), next);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void inForce() {
    String lying = files().version();
    meant.add(lying);
    boolean other = !version().equals(lying);
    long saved = System.nanoTime();
    soon().until(() -> version().equals(lying) && configuration.rejected().isEmpty());
    if (other) {
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - saved));
    }
  }

  private void refused(String told) {
    String before = version();
    String lying = files().version();
    soon().until(() -> configuration.rejected().filter(r -> r.version().equals(lying)).isPresent());
    assertThat(version()).as("the old version stays").isEqualTo(before);
    assertThat(told()).containsPattern(told);
  }

  private String told() {
    return configuration.rejected().map(r -> String.join("\n", r.problems())).orElse("");
  }

  /**
   * Cases whose departments or category are not what the version says that they are stamped with.
   */
  private List<String> misrouted(Map<String, List<String>> stamps, Instant began) {
    var past = new HashMap<String, PastCase>();
    ledger.each(
        began.minusSeconds(1), clock.instant().plusSeconds(1), p -> past.put(p.caseNo(), p));
    var wrong = new ArrayList<String>();
    stamps.forEach(
        (version, stamped) -> {
          assertThat(meant).as("a version that nobody meant").contains(version);
          stamped.stream()
              .map(past::get)
              .filter(p -> !asTheVersionSays(version, p))
              .forEach(p -> wrong.add(p + " under " + version));
        });
    return wrong;
  }

  private boolean asTheVersionSays(String version, PastCase past) {
    var config = versions.read(version);
    var words = past.text();
    var decision =
        config
            .routing()
            .route(
                new RoutingFacts(
                    words.title(),
                    words.matterName(),
                    words.sourceCategoryName(),
                    words.content(),
                    past.channelCode(),
                    past.regionCode()));
    var lead = config.departments().resolve(decision.leadType(), past.regionCode()).orElseThrow();
    return lead.toString().equals(past.finalLead())
        && decision.categoryCode().equals(past.finalCategory());
  }

  /** The cases by the version that they are stamped with. */
  private Map<String, List<String>> stamps(Set<String> cases) {
    var stamps = new TreeMap<String, List<String>>();
    jdbc.query(
        "select case_no, rules_version from case_record",
        (RowCallbackHandler)
            row -> {
              if (cases.contains(row.getString(1))) {
                stamps
                    .computeIfAbsent(row.getString(2), v -> new ArrayList<>())
                    .add(row.getString(1));
              }
            });
    return stamps;
  }

  private List<String> unfinished(Set<String> cases) {
    var open =
        jdbc.queryForList(
            "select case_no from case_record"
                + " where status not in ('CLOSED', 'FEEDBACK_GIVEN', 'ARCHIVED')",
            String.class);
    return open.stream().filter(cases::contains).toList();
  }

  private Map<String, String> routes() {
    var routes = new TreeMap<String, String>();
    camel
        .getRoutes()
        .forEach(
            r ->
                routes.put(
                    r.getRouteId(),
                    camel.getRouteController().getRouteStatus(r.getRouteId()).toString()));
    return routes;
  }

  private int parked() {
    return hub().get("staff.admin", "/api/v1/parked").body().path("parked").size();
  }

  private static Path path(Kind kind) {
    return FILES.resolve(kind.file());
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".bak");
  }

  private static String text(Kind kind) {
    try {
      return Files.readString(path(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
