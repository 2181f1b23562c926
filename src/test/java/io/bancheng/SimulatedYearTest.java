package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub simulate} in short, as operators run it; docs/prove.md has the whole year. */
class SimulatedYearTest {
  @TempDir Path out;

  @Test
  void weeks_over_new_year_keep_every_promise_and_the_same_seed_tells_the_same() throws Exception {
    var runs = List.of(start("one"), start("two"));
    for (Process run : runs) {
      assertThat(run.waitFor(240, TimeUnit.SECONDS)).as("ended in time").isTrue();
    }
    assertThat(runs.get(0).exitValue()).as(said("one.err") + said("one.json")).isZero();
    assertThat(said("two.json")).isEqualTo(said("one.json"));

    JsonNode report = new ObjectMapper().readTree(said("one.json"));
    assertThat(report.path("violations")).isEmpty();
    assertThat(report.at("/tally/feedback/unannounced").asInt()).isZero();
    assertThat(sum(report.at("/tally/byStatus")))
        .isEqualTo(report.at("/played/cases").asInt())
        .isGreaterThan(55);
    assertThat(report.at("/tally/limits/HANDLE/met").asInt()).isPositive();
    assertThat(report.at("/tally/limits/HANDLE/missed").asInt()).isPositive();
    assertThat(report.at("/tally/escalations").size()).isPositive();
    assertThat(report.at("/waiting/FEEDBACK/most").asInt()).isPositive();
  }

  private Process start(String name) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.bancheng.HubApplication", "simulate", "--format", "json"));
    command.addAll(List.of("--from", "2025-12-22", "--days", "40", "--cases", "60"));
    command.addAll(List.of("--seed", "20260101"));
    var builder = new ProcessBuilder(command);
    builder.redirectOutput(out.resolve(name + ".json").toFile());
    builder.redirectError(out.resolve(name + ".err").toFile());
    return builder.start();
  }

  private String said(String file) throws IOException {
    return Files.readString(out.resolve(file));
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }
}
