package io.bancheng.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.PastCase;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.rehearse.ReplayReport.Agreement;
import io.bancheng.rehearse.ReplayReport.Inflow;
import io.bancheng.rehearse.ReplayReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The office's own sentences and cases, under changed rules. */
class ReplayTest {
  private static final HubConfig SHIPPED =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));

  @TempDir Path folder;

  @Test
  void the_same_rules_change_nothing() {
    var replay = Replay.beside(SHIPPED, SHIPPED);
    SHIPPED.phrases().forEach(p -> replay.look(past(p.text(), null, null)));

    var report = replay.report();
    assertThat(report.cases()).isEqualTo(SHIPPED.phrases().size());
    assertThat(report.counts()).containsOnlyKeys(Kind.SAME);
    assertThat(report.newlyAmbiguous()).isZero();
    assertThat(report.examples()).isEmpty();
    assertThat(report.inflow()).allMatch(d -> d.before() == d.after());
  }

  @Test
  void another_lead_moves_cases_and_agrees_more_or_less_with_people() throws IOException {
    var replay = Replay.beside(SHIPPED, changed("(S01,.*),ybj,", "$1,rsj,"));
    replay.look(past("异地就医备案失败", "340882:rsj", "0103"));
    replay.look(past("异地就医备案失败", "340882:rsj", "0103"));
    replay.look(past("异地就医备案失败", "340882:ybj", "0103"));
    replay.look(past("异地就医备案失败", "340882:rsj", "0101"));
    replay.look(past("异地就医备案失败", null, null));

    var report = replay.report();
    assertThat(report.count(Kind.CHANGED)).isEqualTo(5);
    assertThat(report.inflow())
        .containsExactly(new Inflow("340882:rsj", 0, 5), new Inflow("340882:ybj", 5, 0));
    assertThat(report.agreement()).isEqualTo(new Agreement(4, 1, 2));
    assertThat(report.examples()).hasSize(3);
    var example = report.examples().get(0);
    assertThat(example.before().lead()).isEqualTo("340882:ybj");
    assertThat(example.after().lead()).isEqualTo("340882:rsj");
    assertThat(example.after().matched()).isNotEmpty();
  }

  @Test
  void a_rule_less_leaves_cases_to_a_person_and_the_other_way_round() throws IOException {
    var without = changed("(?m)^S01,.*\n", "");
    var past = past("异地备案失败", null, null);
    var replay = Replay.beside(SHIPPED, without);
    replay.look(past);
    var back = Replay.beside(without, SHIPPED);
    back.look(past);

    assertThat(Outcome.under(without, past).routed()).isFalse();
    assertThat(replay.report().count(Kind.NEWLY_UNROUTED)).isEqualTo(1);
    assertThat(back.report().count(Kind.NEWLY_ROUTED)).isEqualTo(1);
  }

  @Test
  void two_rules_of_one_priority_are_ambiguous_if_they_differ() throws IOException {
    String s01 = "(?m)^S01,20,0103,[^,]*,[^,]*,ybj,(.*)$";

    assertThat(ambiguous(changed(s01, "$0\nT01,20,0103,备案,,rsj,$1"))).isEqualTo(1);
    assertThat(ambiguous(changed(s01, "$0\nT01,20,0103,备案,,ybj,$1"))).isZero();
    assertThat(ambiguous(changed(s01, "$0\nT01,21,0103,备案,,rsj,$1"))).isZero();
  }

  private static long ambiguous(HubConfig candidate) {
    var replay = Replay.beside(SHIPPED, candidate);
    replay.look(past("异地备案失败", null, null));
    assertThat(replay.report().count(Kind.SAME)).isEqualTo(1);
    return replay.report().newlyAmbiguous();
  }

  /** The shipped files with another routing table; phrases beside it are left out. */
  private HubConfig changed(String regex, String replacement) throws IOException {
    Path config = Files.createTempDirectory(folder, "rules");
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Path table = config.resolve("tables/routing.csv");
    String text = Files.readString(table);
    Files.writeString(table, text.replaceFirst(regex, replacement));
    assertThat(Files.readString(table)).isNotEqualTo(text);
    Path phrases = config.resolve("tables/routing.test.csv");
    Files.write(phrases, List.of("# none", "text,expectedRule"));
    return ConfigLoader.load(config, Path.of("mappings"), Path.of("routes"));
  }

  private static PastCase past(String title, String lead, String category) {
    return new PastCase(
        "340882261009000016",
        "hotline",
        "340882",
        new PastCase.Text(title, null, null, null),
        null,
        lead,
        category);
  }
}
