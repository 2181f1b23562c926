package io.bancheng.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Source;
import io.bancheng.canonical.Submission;
import io.bancheng.classify.Classifier;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A complaint about staff is never first given to the unit that it is about. */
class ComplaintAboutStaffTest {
  private static final HubConfig HUB =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
  private static final Instant NOW = Instant.parse("2026-10-09T02:08:01Z");

  @ParameterizedTest
  @ValueSource(strings = {"医保局", "潜山市人社局", "派出所", "公安局、税务局"})
  void goes_to_the_host_and_the_efficiency_office(String unit) {
    var turn = assigned("窗口人员态度恶劣，把材料扔回来", unit);

    assertThat(turn.current().classification().decision().ruleId()).isEqualTo("E02");
    assertThat(turn.current().assignments())
        .extracting(a -> a.department().toString() + " " + a.role())
        .containsExactly("340882:sjj LEAD", "340882:xnb SUPPORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"政务服务中心", "数据资源管理局", "潜山市效能办", "政務服務中心、医保局"})
  void waits_for_the_coordinator_when_it_is_about_one_of_these(String unit) {
    var turn = assigned("窗口人员态度恶劣，把材料扔回来", unit);

    assertThat(turn.current().status()).isEqualTo(CaseStatus.ACCEPTED);
    assertThat(turn.current().assignments()).isEmpty();
  }

  @Test
  void a_platform_fault_is_no_complaint_about_its_unit() {
    var turn = assigned("皖事通页面打不开，无法登录", "数据资源管理局");

    assertThat(turn.current().assignments())
        .extracting(Assignment::department)
        .hasToString("[340882:sjj]");
  }

  private static Turn assigned(String content, String unit) {
    var source = new Source(Channel.HOTLINE, "hotline", "hotline-340800", "1", null, null);
    var registered =
        new Registered(
            NOW,
            Actor.HUB,
            "340882261009000015",
            source,
            CaseKind.HANDLING,
            "340882",
            null,
            List.of(),
            false,
            "r1",
            List.of(),
            submission(content, unit));
    var file = CaseFile.open(registered).add(new Screened(NOW, Actor.HUB, List.of(), List.of()));
    return new Assigner().assign(new Classifier().classify(new Turn(file, HUB, NOW)));
  }

  private static Submission submission(String content, String unit) {
    try {
      return CanonicalJson.MAPPER.readValue(
          """
          {"schemaVersion": "1.0",
           "envelope": {"channel": "HOTLINE", "sourceSystem": "hotline-340800",
             "sourceCaseId": "1", "sentAt": "2026-10-09T10:08:01+08:00", "mappingId": "x@1"},
           "caseKind": "HANDLING",
           "reporter": {"type": "INDIVIDUAL", "contacts": [], "confidential": false},
           "matter": {"reportedDept": "%s"},
           "demand": {"content": "%s", "reportedAt": "2026-10-09T10:08:01+08:00"},
           "location": {"regionCode": "340882"}, "attachments": [], "relations": {}, "flags": []}
          """
              .formatted(unit, content),
          Submission.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
