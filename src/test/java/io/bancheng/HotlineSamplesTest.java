package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case beside the hotline's mapping, pushed at its own time, goes where it is expected to go.
 */
class HotlineSamplesTest extends HubTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CASES = Path.of("mappings/hotline-json");

  static Stream<String> samples() throws IOException {
    return Files.list(CASES)
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".expected.json"))
        .map(name -> name.replace(".expected.json", ""))
        .filter(name -> !expected(name).path("expect").path("outcome").isMissingNode())
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void goes_where_it_is_expected(String name) {
    var expect = expected(name).get("expect");
    CLOCK.turnTo(expected(name).at("/canonical/envelope/sentAt").asText().substring(0, 19));
    var answer = hub().push("hotline", Orders.shipped(name));
    var found = hub().find(answer.text("caseNo"));

    String outcome = expect.path("outcome").asText();
    assertThat(answer.status()).isEqualTo(outcome.equals("DUPLICATE") ? 200 : 201);
    switch (outcome) {
      case "ACCEPT" -> assertThat(found.path("status").asText()).isEqualTo("HANDLING");
      case "MANUAL_SCREENING" -> assertThat(found.path("status").asText()).isEqualTo("SCREENING");
      case "LINK_AS_URGE" -> assertThat(answer.text("status")).isEqualTo("MERGED");
      default -> assertThat(outcome).isEqualTo("DUPLICATE");
    }
    assertThat(texts(found.at("/screening/hits"), "ruleId"))
        .isEqualTo(values(expect.path("screeningHits")));
    if (outcome.equals("ACCEPT")) {
      decided(found, expect);
    }
  }

  private static void decided(JsonNode found, JsonNode expect) {
    assertThat(found.at("/classification/decision/ruleId")).isEqualTo(expect.get("ruleId"));
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

  private static JsonNode expected(String name) {
    try {
      return JSON.readTree(CASES.resolve(name + ".expected.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
