package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quick way may say no too often, but never yes where the real validator says no. */
class QuickCheckTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final SubmissionSchema schema = new SubmissionSchema();
  private final ObjectNode good =
      Samples.MAPPING.draft(SourceJson.read(Samples.raw(), null), Samples.HOTLINE);

  @Test
  void an_ordinary_submission_takes_the_quick_way() throws Exception {
    assertThat(QuickCheck.of(shipped()).fits(good)).isTrue();
    assertThat(schema.slowly(good)).isEmpty();
  }

  @Test
  void whatever_is_changed_both_ways_agree() {
    var wrong =
        List.of(
            NODES.numberNode(7),
            NODES.numberNode(1.5),
            NODES.nullNode(),
            NODES.textNode(""),
            NODES.textNode("x".repeat(300)),
            NODES.booleanNode(true),
            NODES.arrayNode().add("A").add("A"),
            NODES.objectNode().put("x", 1));
    for (var place : places(good, new ArrayList<>(), new ArrayList<>())) {
      for (var value : wrong) {
        var changed = good.deepCopy();
        ((ObjectNode) at(changed, place.subList(0, place.size() - 1)))
            .set(place.get(place.size() - 1), value);
        agree(changed);
      }
      var without = good.deepCopy();
      ((ObjectNode) at(without, place.subList(0, place.size() - 1)))
          .remove(place.get(place.size() - 1));
      agree(without);
    }
  }

  @Test
  void an_unknown_key_is_pointed_at_itself() {
    var changed = good.deepCopy();
    ((ObjectNode) changed.get("demand")).put("contnet", "x");
    assertThat(schema.faults(changed).get(0).pointer()).isEqualTo("/demand/contnet");
  }

  private void agree(JsonNode changed) {
    assertThat(schema.faults(changed).isEmpty()).isEqualTo(schema.slowly(changed).isEmpty());
  }

  private static JsonNode shipped() throws Exception {
    try (var in = QuickCheck.class.getResourceAsStream("/canonical-submission.schema.json")) {
      return CanonicalJson.MAPPER.readTree(in);
    }
  }

  private static JsonNode at(JsonNode node, List<String> path) {
    var here = node;
    for (String step : path) {
      here = here.get(step);
    }
    return here;
  }

  private static List<List<String>> places(
      JsonNode node, List<String> path, List<List<String>> all) {
    for (var field : node.properties()) {
      var deeper = new ArrayList<>(path);
      deeper.add(field.getKey());
      all.add(deeper);
      if (field.getValue().isObject()) {
        places(field.getValue(), deeper, all);
      }
    }
    return all;
  }
}
