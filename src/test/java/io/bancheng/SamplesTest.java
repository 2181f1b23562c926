package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.ShippedSample;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case beside a mapping, pushed at its own time, goes where it is expected to go. */
class SamplesTest extends FreshHubTest {
  static Stream<ShippedSample> samples() {
    return Stream.of("hotline-json", "counter-xml", "web-form")
        .flatMap(mapping -> ShippedSample.withOutcome(mapping).stream());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void goes_where_it_is_expected(ShippedSample sample) {
    var expect = sample.expected().get("expect");
    CLOCK.turnTo(sample.expected().at("/canonical/envelope/sentAt").asText().substring(0, 19));
    String outcome = expect.path("outcome").asText();
    var first = hub().push(sample);
    var answer = outcome.equals("DUPLICATE") ? hub().push(sample) : first;
    var found = hub().find(answer.text("caseNo"));

    assertThat(answer.text("caseNo")).isEqualTo(first.text("caseNo"));
    assertThat(answer.status()).isEqualTo(outcome.equals("DUPLICATE") ? 200 : 201);
    assertThat(status(answer, found)).isEqualTo(expected(outcome));
    assertThat(texts(found.at("/screening/hits"), "ruleId"))
        .isEqualTo(values(expect.path("screeningHits")));
    if (expect.has("ruleId") && !outcome.equals("LINK_AS_URGE")) {
      assertThat(found.at("/classification/decision/ruleId")).isEqualTo(expect.get("ruleId"));
    }
    if (outcome.equals("ACCEPT")) {
      decided(found, expect);
    }
  }

  private static String status(Answer answer, JsonNode found) {
    return answer.text("status").equals("MERGED") ? "MERGED" : found.path("status").asText();
  }

  private static String expected(String outcome) {
    return switch (outcome) {
      case "ACCEPT", "DUPLICATE" -> "HANDLING";
      case "MANUAL_SCREENING" -> "SCREENING";
      case "LINK_AS_URGE" -> "MERGED";
      case "NEEDS_INFO" -> "PENDING_INFO";
      case "CLOSE_ANSWERED" -> "FEEDBACK_GIVEN";
      default -> throw new IllegalArgumentException(outcome);
    };
  }

  private static void decided(JsonNode found, JsonNode expect) {
    assertThat(found.path("categoryCode")).isEqualTo(expect.get("categoryCode"));
    assertThat(found.path("issueClass")).isEqualTo(expect.get("issueClass"));
    assertThat(found.path("lead")).isEqualTo(expect.get("lead"));
    var departments = texts(found.path("assignments"), "department");
    assertThat(departments.subList(1, departments.size()))
        .isEqualTo(values(expect.path("support")));
    var handle =
        StreamSupport.stream(found.path("deadlines").spliterator(), false)
            .filter(d -> d.path("kind").asText().equals("HANDLE"))
            .findFirst()
            .orElseThrow();
    assertThat(handle.path("limit").asText())
        .isEqualTo(expect.path("handleWorkdays").asText() + "wd");
    assertThat(handle.path("dueAt").asText())
        .isEqualTo(expect.path("handleDueDate").asText() + "T23:59:59+08:00");
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(e -> e.path(field).asText())
        .toList();
  }

  private static List<String> values(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
