package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Unacceptable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the examples beside the field tables. An expectation is {@code {"canonical": {…}}}, {@code
 * {"note": {…}}} for what speaks of a known case, {@code {"nothing": "why"}} for what is only kept,
 * or {@code {"refused": "INVALID"}}; for a table it is a list of these with a {@code row} each,
 * where {@code "canonical": null} is a row from which no case comes. In the folder {@code answers}
 * lie answers of the hub, and {@code {"answer": {…}}} for each in the source's own words. How it is
 * with departments, {@link DepartmentCases} says.
 */
public final class MappingCases {
  private final Differences differences = new Differences();

  private MappingCases() {}

  /**
   * One place where something else came out than was expected.
   *
   * @param file the expectation
   * @param pointer JSON pointer in the canonical form
   */
  public record Difference(String file, String pointer, String expected, String actual) {
    @Override
    public String toString() {
      return "%s: %s%n  expected %s%n  but was  %s"
          .formatted(file, pointer.isEmpty() ? "(whole)" : pointer, expected, actual);
    }
  }

  /** Every example of every mapping; an empty list says that all came out as expected. */
  public static List<Difference> run(Mappings mappings) {
    var run = new MappingCases();
    for (Mapping mapping : mappings.all()) {
      CaseFiles.in(mappings.cases(mapping), mapping.table().source())
          .forEach(files -> run.one(mapping, files));
      CaseFiles.in(mappings.cases(mapping).resolve("answers"), SourceFormat.JSON)
          .forEach(files -> run.answer(mapping, files));
    }
    var departments = new DepartmentCases(run.differences);
    mappings.departments().forEach(one -> departments.run(one, mappings.cases(one)));
    return run.differences.all();
  }

  /**
   * What comes of a mapping's examples now, written as an expectation.
   *
   * @param channel by which they would come
   * @return of a table a list with a {@code row} in each entry, else the first example's
   */
  public static JsonNode observed(Mappings mappings, String name, Channel channel) {
    var mapping = mappings.mapping(name);
    var entries = CanonicalJson.MAPPER.createArrayNode();
    CaseFiles.in(mappings.cases(mapping), mapping.table().source()).stream()
        .flatMap(files -> files.examples(mapping.table()).stream())
        .forEach(example -> entries.add(observed(mapping, example, channel)));
    return mapping.table().columns() == null ? entries.path(0) : entries;
  }

  private static JsonNode observed(Mapping mapping, CaseFiles.Example example, Channel channel) {
    var asked = CanonicalJson.MAPPER.createObjectNode();
    asked.withObject("envelope").put("channel", channel.name());
    var canonical = outcome(mapping, example, asked);
    var entry = CanonicalJson.MAPPER.createObjectNode();
    if (mapping.table().columns() != null) {
      entry.put("row", Integer.parseInt(example.place().replaceFirst(".* row ", "")));
    }
    if (canonical.isTextual()) {
      canonical = entry.has("row") ? NullNode.getInstance() : asked.objectNode();
    }
    return entry.set("canonical", canonical);
  }

  private void one(Mapping mapping, CaseFiles files) {
    try {
      files.examples(mapping.table()).forEach(example -> one(mapping, example));
    } catch (Unacceptable e) {
      String file = files.expected().toString();
      differences.add(new Difference(file, "", "a table beside it", e.getMessage()));
    }
  }

  private void one(Mapping mapping, CaseFiles.Example example) {
    String file = example.place();
    var expectation = example.expectation();
    if (expectation.isMissingNode()) {
      differences.add(new Difference(file, "", "an expectation beside the example", "none"));
      return;
    }
    var expected =
        Stream.of("refused", "note", "nothing")
            .filter(expectation::has)
            .findFirst()
            .map(expectation::get)
            .orElseGet(() -> expectation.path("canonical"));
    differences.compare(file, "", expected, outcome(mapping, example, expected));
    var error = expectation.at("/expect/error");
    if (error.isTextual() && example.raw() != null) {
      differences.compare(file, "/expect/error", error, complaint(mapping, example));
    }
  }

  private static JsonNode complaint(Mapping mapping, CaseFiles.Example example) {
    var received = received(example, Channel.BATCH.name());
    return TextNode.valueOf(String.join("；", mapping.complaints(example.raw(), received)));
  }

  private static Received received(CaseFiles.Example example, String channel) {
    return new Received("example", Channel.valueOf(channel), null, example.contentType());
  }

  private void answer(Mapping mapping, CaseFiles files) {
    var table = mapping.table();
    var said =
        new Dialect(table.id(), table.answers())
            .said(new String(files.raw(), StandardCharsets.UTF_8));
    var expected =
        files.complete() ? files.expectation().path("answer") : MissingNode.getInstance();
    differences.compare(files.expected().toString(), "", expected, said);
  }

  private static JsonNode outcome(Mapping mapping, CaseFiles.Example example, JsonNode expected) {
    if (example.raw() == null) {
      return NullNode.getInstance();
    }
    String channel = expected.path("envelope").path("channel").asText(Channel.HOTLINE.name());
    try {
      var incoming = mapping.read(example.raw(), received(example, channel));
      return CanonicalJson.MAPPER.readTree(CanonicalJson.write(said(incoming)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (Unacceptable e) {
      if (expected.isNull()) {
        return expected;
      }
      return expected.isTextual()
          ? CanonicalJson.MAPPER.valueToTree(e.kind())
          : CanonicalJson.MAPPER.valueToTree(e.getMessage() + " " + e.faults());
    }
  }

  private static Object said(Incoming incoming) {
    if (incoming instanceof Incoming.NewCase c) {
      return c.submission();
    }
    return incoming instanceof Incoming.About about
        ? note(about.note())
        : ((Incoming.Nothing) incoming).why();
  }

  /** Without the bytes that came along; documents that are only named stand there if there are. */
  private static ObjectNode note(ChannelNote note) {
    ObjectNode tree = CanonicalJson.MAPPER.valueToTree(note);
    tree.remove("enclosures");
    return note.attachments().isEmpty() ? tree.without("attachments") : tree;
  }
}
