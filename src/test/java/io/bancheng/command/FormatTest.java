package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.canonical.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final Problem WRONG =
      new Problem("config/a.csv", 3, 7, "50%: wrong.", "Mend it.\nSoon.");
  private static final Found FOUND =
      new Found(List.of(WRONG), List.of(new Problem("config/b.csv", 1, 1, "Odd.", "Look at it.")));

  @Test
  void people_read_lines_and_a_sum() {
    assertThat(Format.text.write(FOUND))
        .isEqualTo(
            """
            config/a.csv:3:7: 50%: wrong. Mend it.
            Soon.
            config/b.csv:1:1: advice: Odd. Look at it.
            1 problem(s). 1 piece(s) of advice.
            """);
  }

  @Test
  void a_workflow_gets_annotations_that_stay_in_their_line() {
    assertThat(Format.github.write(FOUND))
        .isEqualTo(
            """
            ::error file=config/a.csv,line=3,col=7::50%25: wrong. Mend it.%0ASoon.
            ::notice file=config/b.csv,line=1,col=1::Odd. Look at it.
            """);
  }

  @Test
  void a_program_reads_json() throws Exception {
    var json = tree(Format.json);

    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(3);
    assertThat(json.at("/problems/0/fix").asText()).isEqualTo("Mend it.\nSoon.");
    assertThat(json.at("/advice/0/file").asText()).isEqualTo("config/b.csv");
  }

  @Test
  void a_code_host_reads_sarif() throws Exception {
    var run = tree(Format.sarif).at("/runs/0");

    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("hub check");
    assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
    assertThat(run.at("/results/0/locations/0/physicalLocation/region/startColumn").asInt())
        .isEqualTo(7);
    assertThat(run.at("/results/1/level").asText()).isEqualTo("note");
  }

  private static JsonNode tree(Format format) throws Exception {
    return new ObjectMapper().readTree(format.write(FOUND));
  }
}
