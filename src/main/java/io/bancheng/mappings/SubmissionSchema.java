package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shipped schema of a submission: which fields there are, and what is wrong with one. */
final class SubmissionSchema {
  private static final String RESOURCE = "/canonical-submission.schema.json";

  private final JsonNode source;
  private final Schema schema;

  SubmissionSchema() {
    try (InputStream in = SubmissionSchema.class.getResourceAsStream(RESOURCE)) {
      source = CanonicalJson.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
    schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, b -> b.schemaRegistryConfig(config))
            .getSchema(withoutNotes(source.deepCopy()));
  }

  /** Every place that a field table may fill, and what the schema wants there. */
  TreeMap<String, Target> targets() {
    var all = new TreeMap<String, Target>();
    collect("", source, all);
    List.of("schemaVersion", "envelope.mappingId").forEach(all::remove);
    List.of("messageId", "receivedAt", "rawSha256").forEach(f -> all.remove("envelope." + f));
    all.remove("extensions");
    return all;
  }

  /** What is wrong with it, by JSON pointer; empty if nothing is. */
  List<Fault> faults(JsonNode submission) {
    return schema.validate(submission).stream().map(SubmissionSchema::fault).toList();
  }

  /** Our own notes on personal data are nothing to a validator, which warns of each. */
  private static JsonNode withoutNotes(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("x-personal");
    }
    node.forEach(SubmissionSchema::withoutNotes);
    return node;
  }

  private static Fault fault(Error error) {
    var pointer = new StringBuilder();
    var at = error.getInstanceLocation();
    for (int i = 0; i < at.getNameCount(); i++) {
      pointer.append('/').append(escaped(at.getName(i)));
    }
    if (error.getProperty() != null) {
      pointer.append('/').append(escaped(error.getProperty()));
    }
    return new Fault(pointer.toString(), error.getMessage());
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void collect(String prefix, JsonNode node, TreeMap<String, Target> all) {
    for (var property : node.path("properties").properties()) {
      String path = prefix + property.getKey();
      if (property.getValue().has("properties")) {
        collect(path + ".", property.getValue(), all);
      } else {
        all.put(path, new Target(type(property.getValue()), words(property.getValue())));
      }
    }
  }

  private static Set<String> words(JsonNode node) {
    var words = new TreeSet<String>();
    node.path("enum").forEach(word -> words.add(word.asText()));
    node.path("items").path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String type(JsonNode node) {
    var type = node.path("type");
    return type.isArray() ? type.get(0).asText() : type.asText("string");
  }
}
