package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Channel;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.ResultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedConfigTest {
  static List<RoutingPhrase> phrases() {
    return HUB.phrases();
  }

  @ParameterizedTest
  @MethodSource("phrases")
  void every_test_phrase_hits_its_rule(RoutingPhrase phrase) {
    var facts = new RoutingFacts(phrase.text(), null, null, null, "hotline", "340882");

    assertThat(HUB.routing().route(facts).ruleId())
        .as(phrase.at())
        .isEqualTo(phrase.expectedRule());
  }

  @Test
  void the_tables_are_complete() {
    assertThat(HUB.phrases()).hasSize(94);
    assertThat(HUB.departments().types()).hasSize(42);
    assertThat(HUB.categories().all()).hasSizeGreaterThan(100);
    assertThat(HUB.regions().all()).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
  void a_year_has_its_published_number_of_working_days(int year, int days) {
    var last = LocalDate.of(year - 1, 12, 31);

    assertThat(HUB.calendar().workingDaysBetween(last, last.plusYears(1))).isEqualTo(days);
    assertThat(HUB.calendar().announced(year)).isTrue();
  }

  @Test
  void the_year_2027_is_not_announced() {
    assertThat(HUB.calendar().announced(2027)).isFalse();
    assertThat(HUB.calendar().version()).matches("cn-anhui@[0-9a-f]{8}");
  }

  @Test
  void every_connected_system_has_an_id() {
    assertThat(HUB.systemIds())
        .contains("channel.counter", "channel.hotline", "channel.mail", "channel.web")
        .contains("channel.township", "department.340202.jjzd", "department.340882.gaj")
        .endsWith("department.341522.zgj", "staff.admin", "staff.auditor");
  }

  @Test
  void the_hotline_tells_its_callers_itself() {
    var hotline = HUB.channels().get("hotline");

    assertThat(hotline.channel()).isEqualTo(Channel.HOTLINE);
    assertThat(hotline.feedback().method()).isEqualTo(FeedbackMethod.PHONE);
    assertThat(hotline.feedback().confirmedByDelivery()).isTrue();
    assertThat(hotline.in().http() && hotline.in().queue() && hotline.answers().wanted()).isTrue();
    assertThat(hotline.versions()).isFalse();
  }

  @Test
  void a_connected_department_reads_its_own_queue() {
    var connection = HUB.connections().get(DepartmentId.parse("340882:ybj"));

    assertThat(connection.adapter()).isEqualTo("queue");
    assertThat(connection.mapping()).isEmpty();
  }

  @Test
  void a_refusal_waits_for_a_person_and_a_solved_case_does_not() {
    assertThat(HUB.review().closesItself(ResultType.SOLVED)).isTrue();
    assertThat(HUB.review().closesItself(ResultType.PARTLY)).isFalse();
    assertThat(HUB.review().closesItself(ResultType.CANNOT_BE_DONE)).isFalse();
  }

  @Test
  void the_first_line_of_every_file_says_what_it_is_for() throws IOException {
    try (var files = Files.walk(Shipped.CONFIG)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readAllLines(file).get(0)).as(file.toString()).startsWith("# ");
      }
    }
  }
}
