package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the messages of one source; safe for any number of threads. */
public final class Mapping {
  private final FieldTable table;
  private final Normaliser normaliser;
  private final SubmissionSchema schema;
  private final ReadingLimits limits;

  Mapping(FieldTable table, Normaliser normaliser, SubmissionSchema schema, ReadingLimits limits) {
    this.table = table;
    this.normaliser = normaliser;
    this.schema = schema;
    this.limits = limits;
  }

  /** Name and version, e.g. {@code hotline-json@1}; it stands in every submission's envelope. */
  public String id() {
    return table.id();
  }

  /**
   * Reads one message. {@code messageId}, {@code receivedAt} and {@code rawSha256} of a
   * submission's envelope stay null: the hub makes them.
   *
   * @throws Unacceptable UNREADABLE if the bytes are not of the format (line and column, never
   *     content); INVALID if it can be read but is not a case, with every fault by JSON pointer
   */
  public Incoming read(byte[] raw, Received received) {
    var source = source(raw, received.contentType());
    var nothing = table.nothing();
    if (nothing != null && nothing.of(source.tree())) {
      return new Incoming.Nothing(nothing.message());
    }
    var notes = new Notes(table.note());
    if (notes.speaks(source.tree())) {
      return new Incoming.About(notes.read(source));
    }
    var submission = submission(draft(source, received));
    return new Incoming.NewCase(submission, source.enclosures());
  }

  /**
   * Takes a file apart into rows, which are read one by one.
   *
   * @throws Unacceptable UNREADABLE or INVALID if it is no table with the columns that are needed;
   *     the text is for its sender
   */
  public Sheet sheet(byte[] file) {
    return table.sheet(file);
  }

  /** What is wrong with a row, for its sender, by column; empty if it is a case. */
  public List<String> complaints(byte[] row, Received received) {
    Object tree = Map.of();
    try {
      var source = source(row, received.contentType());
      tree = source.tree();
      draft(source, received);
      return List.of();
    } catch (Unacceptable e) {
      return new Complaints(table.fields(), tree).about(e);
    }
  }

  /** The submission's tree on that input, normalised and checked. */
  ObjectNode draft(Source source, Received received) {
    var input = source.tree();
    refuseOtherMessages(input);
    var draft = new Draft();
    var faults = new ArrayList<Fault>();
    for (var field : table.fields()) {
      try {
        draft.put(field, field.expression().on(input));
      } catch (Expression.Failed | IllegalArgumentException e) {
        faults.add(new Fault(field.pointer(), "cannot be made from this message"));
      }
    }
    draft.noteUnknownCodes();
    envelope(draft, received);
    source.enclosures().forEach(draft::enclose);
    normaliser.normalise(draft);
    faults.addAll(schema.faults(draft.root()));
    if (!faults.isEmpty()) {
      throw new Unacceptable(Kind.INVALID, "Not a case: " + faults.size() + " faults", faults);
    }
    return draft.root();
  }

  /** The message as the table's expressions see it. */
  Source source(byte[] raw, String contentType) {
    var message = table.source().read(raw, contentType, limits);
    return table.columns() == null ? message : table.columns().sort(message);
  }

  FieldTable table() {
    return table;
  }

  private void refuseOtherMessages(Object input) {
    var accepts = table.accepts();
    if (accepts != null && !accepts.of(input)) {
      throw new Unacceptable(
          Kind.INVALID, accepts.message(), List.of(new Fault("", accepts.message())));
    }
  }

  private void envelope(Draft draft, Received received) {
    draft.root().put("schemaVersion", "1.0");
    var envelope = draft.part("envelope");
    envelope.put("mappingId", table.id());
    fill(envelope, "channel", received.channel().name());
    fill(envelope, "sourceSystem", received.channelCode());
    fill(envelope, "sourceCaseId", received.idempotencyKey());
  }

  private static void fill(ObjectNode envelope, String name, String value) {
    if (value != null && !value.isBlank() && !envelope.has(name)) {
      envelope.put(name, value);
    }
  }

  private static Submission submission(ObjectNode tree) {
    try {
      return CanonicalJson.MAPPER.treeToValue(tree, Submission.class);
    } catch (JsonProcessingException e) {
      throw new Unacceptable(
          Kind.INVALID,
          "Not a case",
          List.of(new Fault("", "a date or number that does not exist")));
    }
  }
}
