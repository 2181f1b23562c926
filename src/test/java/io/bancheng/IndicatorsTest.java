package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.config.Assessment;
import io.bancheng.harness.CaseScript;
import io.bancheng.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The indicators, from events in the ledger to the figures that were computed by hand. */
class IndicatorsTest extends HubTest {
  private static final String REGION = "341881";
  private static final String MARCH = "from=2026-03-01&to=2026-04-01&region=" + REGION;
  private static final List<String> TABLES =
      List.of("case_fact", "round_fact", "assignment_fact", "mark_fact");
  private static List<CaseFile> told;

  @Autowired Ledger ledger;
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void march() throws IOException {
    CLOCK.turnTo("2026-04-20T09:00:00");
    if (told == null) {
      told = CaseScript.read(text("march.cases"), REGION);
      told.forEach(this::register);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count("case_fact") == told.size() && count("mark_fact") >= 5);
  }

  @Test
  void every_indicator_is_what_was_computed_by_hand() throws IOException {
    var figures = ask("/api/v1/indicators?" + MARCH).at("/groups/0/figures");
    var codes = new TreeSet<String>();
    for (String line : text("march.csv").lines().skip(1).toList()) {
      var expected = line.split(",", -1);
      var figure = figures.path(expected[0]);
      codes.add(expected[0]);
      assertThat(
              List.of(
                  figure.path("numerator").asText(),
                  figure.path("denominator").asText(),
                  figure.path("shown").asText()))
          .as(line)
          .containsExactly(expected[1], expected[2], expected[3]);
    }
    var known = new TreeSet<String>();
    figures.fieldNames().forEachRemaining(known::add);
    assertThat(codes).as("no indicator is without its figure by hand").isEqualTo(known);
  }

  @Test
  void every_figure_opens_the_cases_that_it_counts() {
    var figures = ask("/api/v1/indicators?" + MARCH).at("/groups/0/figures");
    figures
        .properties()
        .forEach(
            figure -> {
              String code = figure.getKey();
              if (!List.of("avgWork", "p90Work").contains(code)) {
                assertThat(items(code, "numerator"))
                    .as(code)
                    .hasSize(figure.getValue().path("numerator").asInt());
              }
              if (figure.getValue().has("denominator")) {
                assertThat(items(code, "denominator"))
                    .as(code)
                    .hasSize(figure.getValue().path("denominator").asInt());
              }
            });
    assertThat(items("onTime", "missed"))
        .containsExactly("341881260303000012-R1", "341881260310000013-R1");
    assertThat(items("feedbackTimely", "missed"))
        .containsExactly("341881260225000020-R1", "341881260303000012-R1");
  }

  @Test
  void pages_of_cases_go_on_where_the_last_one_ended() {
    String path = "/api/v1/indicators/received/cases?part=numerator&limit=3&" + MARCH;
    var all = new ArrayList<String>();
    var page = ask(path);
    all.addAll(page.path("cases").findValuesAsText("item"));
    while (page.has("next")) {
      page = ask(path + "&after=" + page.path("next").asText());
      all.addAll(page.path("cases").findValuesAsText("item"));
    }
    assertThat(all).hasSize(8).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void the_lead_counts_for_the_case_and_a_support_for_its_own_times_only() {
    var groups = ask("/api/v1/indicators?by=department&" + MARCH).path("groups");
    var ybj = group(groups, REGION + ":ybj");
    var rsj = group(groups, REGION + ":rsj");
    assertThat(shown(ybj, "onTime")).isEqualTo("5/7");
    assertThat(shown(rsj, "onTime")).as("never led to an end").isEqualTo("0/0");
    assertThat(rsj.at("/figures/onTime/shown").asText()).isEqualTo("—");
    assertThat(shown(rsj, "signTimely")).isEqualTo("2/3");
    assertThat(shown(rsj, "jointTimely")).isEqualTo("1/2");
    assertThat(ybj.path("name").asText()).isEqualTo("宁国市医疗保障局");
    assertThat(ybj.path("rank").asInt()).isEqualTo(1);
    assertThat(rsj.has("rank")).as("too few cases to be ranked").isFalse();
  }

  @Test
  void the_score_of_a_past_period_is_the_weighed_mean_less_deductions() {
    var all = ask("/api/v1/indicators?" + MARCH).at("/groups/0");
    // 10×7/8 + 10×8/10 + 15×4/7 + 20×6/8 + 20×4/6 + 15×2/3 + 10×2/3 = 70.32; cards: 2 + 5 + 3
    assertThat(all.path("score").decimalValue()).isEqualByComparingTo("60.32");
    assertThat(Assessment.RATES).allMatch(code -> all.at("/figures/" + code).has("denominator"));
    assertThat(Assessment.COUNTS).allMatch(code -> !all.at("/figures/" + code).has("denominator"));
  }

  @Test
  void months_regions_and_classes_are_told_apart() {
    var months =
        ask("/api/v1/indicators?by=month&from=2026-02-01&to=2026-05-01&region=" + REGION)
            .path("groups");
    assertThat(months.findValuesAsText("key")).containsExactly("2026-02", "2026-03", "2026-04");
    assertThat(shown(months.get(0), "closeRateCohort")).isEqualTo("1/1");
    assertThat(months.get(2).at("/figures/urges/numerator").asInt()).isEqualTo(1);
    var cities = ask("/api/v1/indicators?by=region&from=2026-03-01&to=2026-04-01").path("groups");
    assertThat(group(cities, "341800").at("/figures/received/numerator").asInt()).isEqualTo(8);
    var classes = ask("/api/v1/indicators?by=issueClass&" + MARCH).path("groups");
    assertThat(shown(group(classes, "COMPLEX"), "onTime")).isEqualTo("1/2");
    var consulted =
        ask("/api/v1/indicators?channel=COUNTER&tier=COUNTY&" + MARCH).at("/groups/0/figures");
    assertThat(consulted.at("/consulted/numerator").asInt()).isEqualTo(1);
    assertThat(consulted.at("/received/numerator").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"department", "region", "tier", "channel", "issueClass", "category", "month"})
  void what_is_broken_down_adds_up_to_the_whole(String by) {
    var whole = ask("/api/v1/indicators?" + MARCH).at("/groups/0/figures");
    var groups = ask("/api/v1/indicators?by=" + by + "&" + MARCH).path("groups");
    whole
        .fieldNames()
        .forEachRemaining(
            code -> {
              if (!List.of("avgWork", "p90Work").contains(code)) {
                for (String part : List.of("numerator", "denominator")) {
                  assertThat(sum(groups, code, part))
                      .as("%s of %s by %s", part, code, by)
                      .isEqualTo(whole.path(code).path(part).asLong());
                }
              }
            });
  }

  private static long sum(JsonNode groups, String code, String part) {
    long sum = 0;
    for (JsonNode group : groups) {
      sum += group.at("/figures/" + code + "/" + part).asLong();
    }
    return sum;
  }

  @Test
  void facts_that_are_derived_again_from_the_first_event_are_the_same() {
    var before = settled();
    jdbc.update("delete from event_cursor where name like 'report.facts%'");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(
                      jdbc.queryForObject(
                          "select count(*) from event_cursor where name like 'report.facts%'",
                          Integer.class))
                  .isEqualTo(1);
              assertThat(facts()).isEqualTo(before);
            });
  }

  @Test
  void what_is_asked_wrongly_is_refused_by_name_and_only_staff_may_ask() {
    for (String wrong :
        List.of("regoin=34", "by=colour", "from=yesterday", "from=2026-04-01&to=2026-03-01")) {
      var answer = hub().get("staff.admin", "/api/v1/indicators?" + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.text("detail")).as(wrong).contains(wrong.substring(0, 2));
    }
    assertThat(hub().get("staff.admin", "/api/v1/indicators/nothing/cases").status())
        .isEqualTo(404);
    assertThat(hub().get("department.340882.ybj", "/api/v1/indicators").status()).isEqualTo(403);
  }

  private List<String> items(String code, String part) {
    return ask("/api/v1/indicators/" + code + "/cases?limit=1000&part=" + part + "&" + MARCH)
        .path("cases")
        .findValuesAsText("item");
  }

  private static String shown(JsonNode group, String code) {
    var figure = group.at("/figures/" + code);
    return figure.path("numerator").asText() + "/" + figure.path("denominator").asText();
  }

  private static JsonNode group(JsonNode groups, String key) {
    for (JsonNode group : groups) {
      if (group.path("key").asText().equals(key)) {
        return group;
      }
    }
    throw new AssertionError("no group " + key + " in " + groups.findValuesAsText("key"));
  }

  private JsonNode ask(String path) {
    var answer = hub().get("staff.admin", path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.body();
  }

  private int count(String table) {
    return jdbc.queryForObject(
        "select count(*) from " + table + " where region_code = ?", Integer.class, REGION);
  }

  /** The facts when nothing is added any more: they follow the events at their own pace. */
  private List<List<String>> settled() {
    var last = new AtomicReference<>(facts());
    await()
        .atMost(Duration.ofSeconds(60))
        .during(Duration.ofSeconds(2))
        .until(() -> facts().equals(last.getAndSet(facts())));
    return last.get();
  }

  private List<List<String>> facts() {
    return TABLES.stream().map(this::rows).toList();
  }

  private List<String> rows(String table) {
    return jdbc.queryForList(
        "select t::text from " + table + " t where region_code = ? order by item",
        String.class,
        REGION);
  }

  private void register(CaseFile file) {
    byte[] raw = file.current().caseNo().getBytes(StandardCharsets.US_ASCII);
    ledger.register(
        file, new InboundMessage(null, "channel.script", null, null, null, raw, CLOCK.instant()));
  }

  private static String text(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/indicators", name));
  }
}
