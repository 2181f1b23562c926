package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.config.CsvTable.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases as mappings emit them, held against the shipped tables. */
class SampleCasesTest {
  private static final Columns COLUMNS =
      Columns.of(
          "name",
          "kind",
          "region",
          "title",
          "matterName",
          "sourceCategoryName",
          "content",
          "reportedAt",
          "screeningHits",
          "ruleId",
          "categoryCode",
          "lead",
          "support",
          "issueClass",
          "workdays",
          "dueDate");

  static List<CsvRow> cases() throws IOException {
    var path = Path.of("src/test/resources/sample-cases.csv");
    var findings = new Findings();
    var rows =
        CsvTable.read(
            new SourceFile("sample-cases.csv", Files.readString(path), true), COLUMNS, findings);
    findings.refuse();
    return rows;
  }

  static Stream<CsvRow> routed() throws IOException {
    return cases().stream().filter(row -> !row.text("ruleId").isEmpty());
  }

  @Test
  void there_are_cases_of_every_channel() throws IOException {
    assertThat(routed()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void screening_hits_what_it_must_and_nothing_else(CsvRow row) {
    assertThat(HUB.exclusions().hits(row.text("title"), row.text("content")))
        .extracting(ScreeningHit::ruleId)
        .isEqualTo(row.words("screeningHits"));
  }

  @ParameterizedTest
  @MethodSource("routed")
  void a_case_goes_to_its_rule_category_class_and_departments(CsvRow row) {
    var decision = route(row);

    assertThat(decision.ruleId()).isEqualTo(row.text("ruleId"));
    assertThat(decision.categoryCode()).isEqualTo(row.text("categoryCode"));
    assertThat(decision.issueClass()).hasToString(row.text("issueClass"));
    assertThat(department(decision.leadType(), row)).isEqualTo(row.text("lead"));
    assertThat(decision.supportTypes().stream().map(type -> department(type, row)))
        .isEqualTo(row.words("support"));
  }

  @ParameterizedTest
  @MethodSource("routed")
  void a_case_gets_its_handling_limit_and_due_date(CsvRow row) {
    var decision = route(row);
    var limit =
        HUB.limits()
            .handle(CaseKind.valueOf(row.text("kind")), decision.issueClass(), decision.workdays());
    var due =
        HUB.calendar().due(OffsetDateTime.parse(row.text("reportedAt")).toInstant(), limit).at();

    assertThat(limit).hasToString(row.text("workdays") + "wd");
    if (!row.text("dueDate").isEmpty()) {
      assertThat(HUB.calendar().day(due)).isEqualTo(LocalDate.parse(row.text("dueDate")));
    }
  }

  private static RoutingDecision route(CsvRow row) {
    return HUB.routing()
        .route(
            new RoutingFacts(
                row.text("title"),
                row.text("matterName"),
                row.text("sourceCategoryName"),
                row.text("content"),
                "hotline",
                row.text("region")));
  }

  private static String department(String type, CsvRow row) {
    return row.text("region").isEmpty()
        ? type
        : HUB.departments()
            .resolve(type, row.text("region"))
            .map(DepartmentId::toString)
            .orElse("none");
  }
}
