package io.bancheng.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-09T02:08:01Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"brisk", "slow", "moody", "careless", "exemplary"})
  void every_shipped_script_can_be_read(String name) {
    assertThat(ScriptReader.shipped(name).plans()).isNotEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_plans_and_another_one_others() {
    var moody = ScriptReader.shipped("moody");
    var other = new Script(moody.seed() + 1, moody.plans(), moody.habits());

    assertThat(plans(moody)).isEqualTo(plans(ScriptReader.shipped("moody")));
    assertThat(plans(moody)).isNotEqualTo(plans(other)).containsAll(moody.plans());
  }

  @Test
  void words_of_the_demand_choose_the_plan() throws IOException {
    var script =
        script("plans:\n  - { when: 停电, acts: [{ return: 1s }] }\n  - { when: 医保, acts: [] }");

    assertThat(script.plan(assignment(1, "小区停电")).acts())
        .containsExactly(new Act(Act.Kind.RETURN, Duration.ofSeconds(1), Map.of()));
    assertThat(script.plan(assignment(1, "别的")).acts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: []                        | unknown key \"plan\". Known: seed, habits, plans.",
        "habits: [sleeps]                | unknown \"sleeps\". Known: any-key, forgets-keys,",
        "plans: [{ acts: [{ sing: 1s }] }] | unknown \"sing\". Known: sign, progress, opinion,",
        "plans: [{ acts: [{ sign: 1h }] }] | \"1h\" is no time such as 400ms."
      })
  void what_it_does_not_know_it_refuses(String yaml, String problem) {
    assertThatThrownBy(() -> script(yaml)).hasMessageContaining(problem);
  }

  @Test
  void it_says_what_the_script_says_in_its_order_and_repeats_itself_when_asked_again()
      throws IOException {
    var said = new ArrayList<String>();
    var timer = new ScheduledThreadPoolExecutor(1);
    var script =
        script(
            "plans:\n  - acts: [{ sign: 1ms }, { opinion: 30ms, resultType: EXPLAINED }, { again:"
                + " 60ms }]");
    var department = new SimulatedDepartment(script, CLOCK, timer, said::add);

    department.take(assignment(7, "x"));
    Awaitility.await().until(() -> timer.getCompletedTaskCount() == 3);
    department.take(assignment(7, "x"));
    timer.shutdownNow();

    assertThat(said).hasSize(5);
    assertThat(said.get(0)).contains("SIGNED", "2026-10-09T10:08:01+08:00", "7-1|SIGN");
    assertThat(said.get(1)).contains("OPINION_SUBMITTED", "EXPLAINED").isEqualTo(said.get(2));
    assertThat(said.subList(3, 5)).isEqualTo(said.subList(0, 2));
  }

  private static List<Plan> plans(Script script) {
    return IntStream.range(0, 400).mapToObj(n -> script.plan(assignment(n, ""))).toList();
  }

  private static JsonNode assignment(int n, String content) {
    var message = JsonNodeFactory.instance.objectNode();
    message.put("messageType", "ASSIGNMENT_DISPATCHED").put("messageId", "m" + n);
    message.put("assignmentId", n + "-1").putObject("demand").put("content", content);
    return message;
  }

  private Script script(String yaml) throws IOException {
    return ScriptReader.file(Files.writeString(folder.resolve("script.yaml"), yaml));
  }
}
