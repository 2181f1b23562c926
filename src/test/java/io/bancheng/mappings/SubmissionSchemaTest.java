package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Unacceptable.Fault;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubmissionSchemaTest {
  private final SubmissionSchema schema = new SubmissionSchema();
  private final ObjectNode draft =
      Samples.MAPPING.draft(
          Source.of(SourceJson.read(Samples.raw(), null, ReadingLimits.DEFAULTS)), Samples.HOTLINE);

  @Test
  void an_unknown_key_is_pointed_at_itself_and_a_missing_one_too() {
    var demand = (ObjectNode) draft.get("demand");
    demand.put("contnet/x", "x").remove("content");
    assertThat(schema.faults(draft))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/demand/contnet~1x", "/demand/content");
  }

  @Test
  void what_the_hub_makes_itself_is_no_target() {
    assertThat(schema.targets())
        .containsEntry("demand.content", new Target("string", Set.of()))
        .containsEntry("matter.visitCount", new Target("integer", Set.of()))
        .containsEntry("reporter.onBehalfOf.name", new Target("string", Set.of()))
        .containsEntry("caseKind", new Target("string", Set.of("HANDLING", "CONSULTATION")))
        .hasEntrySatisfying(
            "reporter.vulnerableGroups",
            groups -> assertThat(groups.words()).contains("MINOR", "VETERAN").hasSize(6))
        .doesNotContainKeys("envelope.rawSha256", "envelope.mappingId", "schemaVersion");
  }
}
