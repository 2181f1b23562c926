package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final String COUNTER = "mappings/counter-xml/";

  @Test
  void a_source_message_is_explained_from_its_form_to_its_deadlines() {
    String said =
        run(
            "explain",
            COUNTER + "C01-seed-qianshan-reimbursement.xml",
            "--channel=counter",
            "--at=2026-10-09T10:08:01+08:00");

    assertThat(said)
        .startsWith("0\nCanonical form\n  channel counter\n")
        .contains("Screening\n  no exclusion rule hits\n")
        .contains("Rule\n  J07 (config/tables/routing.csv:9), pass 1: the full text\n")
        .contains("    one of 五保|特困|低保: ")
        .contains("  -> category 0102, lead ybj, support mzj, COMPLEX, 10wd\n")
        .contains("Runners-up\n  S05 (config/tables/routing.csv:29)")
        .contains("Departments\n  LEAD     340882:ybj     潜山市医疗保障局\n")
        .contains("  SUPPORT  340882:mzj ")
        .containsPattern("HANDLE +10wd +due 2026-10-2\\dT\\d\\d:\\d\\d")
        .contains("Status\n  HANDLING\n");
  }

  @Test
  void the_channel_is_found_when_only_one_can_read_it_and_the_canonical_form_needs_none() {
    String source = run("explain", COUNTER + "C02-seed-xiaoxian-creditors.xml", "--json");
    String canonical =
        run("explain", COUNTER + "C02-seed-xiaoxian-creditors.expected.json", "--json");

    assertThat(json(source, "/decision/ruleId")).isEqualTo("J04");
    assertThat(json(canonical, "/decision/ruleId")).isEqualTo("J04");
    assertThat(json(source, "/channel"))
        .isEqualTo(json(canonical, "/channel"))
        .isEqualTo("counter");
  }

  @Test
  void what_a_person_must_decide_is_said() {
    assertThat(run("explain", COUNTER + "C06-litigation-excluded.xml", "--channel=counter"))
        .contains("X02 LITIGATION (MANUAL_CONFIRM): ")
        .contains("Departments\n  none yet\n")
        .contains(", waits for a clerk, who decides on X02");
  }

  @Test
  void what_cannot_be_explained_is_refused_with_a_reason() {
    assertThat(run("explain", "config/review.yaml"))
        .isEqualTo("1\nNo channel reads this as a case. Name the channel to learn more.\n");
    assertThat(run("explain", COUNTER + "C06-litigation-excluded.xml", "--channel=countr"))
        .startsWith("1\n/channel: must be the code of a channel\nThere is no channel \"countr\".");
  }

  private static String json(String said, String pointer) {
    try {
      return new ObjectMapper().readTree(said.substring(2)).at(pointer).asText();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(said, e);
    }
  }

  static String run(String... args) {
    var out = new StringWriter();
    var writer = new PrintWriter(out);
    int code = new CommandLine(new HubCommand()).setOut(writer).setErr(writer).execute(args);
    return code + "\n" + out;
  }
}
