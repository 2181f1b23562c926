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
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Unacceptable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs the examples beside the field tables. An expectation is {@code {"canonical": {…}}}, {@code
 * {"note": {…}}} for what speaks of a known case, {@code {"nothing": "why"}} for what is only kept,
 * or {@code {"refused": "INVALID"}}; for a table it is a list of these with a {@code row} each,
 * where {@code "canonical": null} is a row from which no case comes. In the folder {@code answers}
 * lie answers of the hub, and {@code {"answer": {…}}} for each in the source's own words.
 */
public final class MappingCases {
  private final List<Difference> differences = new ArrayList<>();

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
    mappings.replies().forEach(mapping -> run.replies(mapping, mappings.cases(mapping)));
    return List.copyOf(run.differences);
  }

  private void replies(ReplyMapping mapping, Path folder) {
    for (CaseFiles files : CaseFiles.in(folder, mapping.table().source())) {
      var expected = files.complete() ? files.expectation() : MissingNode.getInstance();
      compare(files.expected().toString(), "", expected, replies(mapping, files));
    }
  }

  private static JsonNode replies(ReplyMapping mapping, CaseFiles files) {
    if (!mapping.takesApart()) {
      return reply(mapping, files.raw(), files.contentType());
    }
    var all = CanonicalJson.MAPPER.createArrayNode();
    mapping
        .items(files.raw(), files.contentType())
        .forEach(item -> all.add(reply(mapping, item, ReplyMapping.ITEM)));
    return all;
  }

  /** The department is not said by the message, so no expectation names it. */
  private static JsonNode reply(ReplyMapping mapping, byte[] raw, String contentType) {
    var outcome = CanonicalJson.MAPPER.createObjectNode();
    try {
      var reply = mapping.read(raw, contentType, new DepartmentId("340000", "any"));
      var said = CanonicalJson.MAPPER.readTree(CanonicalJson.write(reply));
      ((ObjectNode) said).remove(List.of("department", "caseNo"));
      return outcome.set("reply", said);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (Unacceptable e) {
      return outcome.put("refused", e.kind().name());
    }
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
    compare(file, "", expected, outcome(mapping, example, expected));
    var error = expectation.at("/expect/error");
    if (error.isTextual() && example.raw() != null) {
      compare(file, "/expect/error", error, complaint(mapping, example));
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
    compare(files.expected().toString(), "", expected, said);
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

  private void compare(String file, String pointer, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      var names = new TreeSet<String>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      names.forEach(n -> compare(file, pointer + "/" + n, expected.path(n), actual.path(n)));
    } else if (!same(expected, actual)) {
      differences.add(new Difference(file, pointer, words(expected), words(actual)));
    }
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    return absent(expected) ? absent(actual) : expected.equals(actual);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String words(JsonNode node) {
    return absent(node) ? "nothing" : node.toString();
  }
}
