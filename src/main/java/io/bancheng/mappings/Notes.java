package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Solved;
import io.bancheng.canonical.Submission.Attachment;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the {@code note:} part of a field table: what a message says about a known case. */
final class Notes {
  private static final int LONGEST_LEVEL = 64;
  private static final int COUNTY = 6;

  private final Map<String, Expression> fields;
  private final List<Fault> faults = new ArrayList<>();

  Notes(Map<String, Expression> fields) {
    this.fields = fields;
  }

  /** Whether the message is a note at all: its type gives something. */
  boolean speaks(Object input) {
    return fields.containsKey("type") && text("type", input) != null;
  }

  /**
   * The note.
   *
   * @throws Unacceptable INVALID with every fault
   */
  ChannelNote read(Source source) {
    var input = source.tree();
    var note =
        new ChannelNote(
            type(input),
            text("sourceSystem", input),
            text("sourceCaseId", input),
            text("caseNo", input),
            text("key", input),
            text("from", input),
            time("at", input),
            text("text", input),
            time("dueAt", input),
            source.enclosures(),
            level(input),
            region(input),
            visit(input),
            attachments(input));
    if (note.caseNo() == null && note.sourceCaseId() == null) {
      faults.add(new Fault("/sourceCaseId", "says of no case that it means it"));
    }
    if (note.type() == NoteType.VISIT && note.visit() == null && faults.isEmpty()) {
      faults.add(new Fault("/connected", "is required of a callback's result"));
    }
    if (!faults.isEmpty()) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID, "Not a note: " + faults.size() + " faults", faults);
    }
    return note;
  }

  /** What came of calling the reporter back; a message that says nothing of it is no visit. */
  private CallbackResult visit(Object input) {
    String connected = text("connected", input);
    if (connected == null) {
      return null;
    }
    try {
      String rated = text("satisfaction", input);
      return new CallbackResult(
          Boolean.parseBoolean(connected),
          word("solved", input, Solved.class),
          rated == null ? 0 : Integer.parseInt(rated),
          word("cause", input, DissatisfactionCause.class));
    } catch (IllegalArgumentException e) {
      faults.add(new Fault("/satisfaction", "is none of 0 to 5 of somebody who was reached"));
      return null;
    }
  }

  private <E extends Enum<E>> E word(String field, Object input, Class<E> type) {
    String word = text(field, input);
    try {
      return word == null ? null : Enum.valueOf(type, word);
    } catch (IllegalArgumentException e) {
      faults.add(new Fault("/" + field, "is none of " + Arrays.toString(type.getEnumConstants())));
      return null;
    }
  }

  private String level(Object input) {
    String level = text("level", input);
    if (level != null && level.length() > LONGEST_LEVEL) {
      faults.add(new Fault("/level", "is longer than " + LONGEST_LEVEL + " characters"));
    }
    return level;
  }

  /** The county's six digits, however far down the code goes. */
  private String region(Object input) {
    String code = text("regionCode", input);
    return code == null || code.length() < COUNTY ? code : code.substring(0, COUNTY);
  }

  /** One document or a list of them, each with the fields of a submission's attachment. */
  private List<Attachment> attachments(Object input) {
    var attachments = new ArrayList<Attachment>();
    var expression = fields.get("attachments");
    try {
      var listed = expression == null ? null : Draft.node(expression.on(input));
      for (JsonNode one : listed == null ? List.<JsonNode>of() : each(listed)) {
        attachments.add(CanonicalJson.MAPPER.treeToValue(one, Attachment.class));
      }
    } catch (Expression.Failed | IllegalArgumentException | JsonProcessingException e) {
      faults.add(new Fault("/attachments", "cannot be made from this message"));
    }
    return attachments;
  }

  private static Iterable<JsonNode> each(JsonNode listed) {
    return listed.isArray() ? listed : List.of(listed);
  }

  private NoteType type(Object input) {
    String word = text("type", input);
    try {
      return NoteType.valueOf(word);
    } catch (IllegalArgumentException e) {
      faults.add(new Fault("/type", "is none of " + Arrays.toString(NoteType.values())));
      return null;
    }
  }

  private OffsetDateTime time(String field, Object input) {
    String text = text(field, input);
    if (text == null) {
      return null;
    }
    var time = LocalTimes.read(text);
    if (time.isEmpty()) {
      faults.add(new Fault("/" + field, "is no time"));
    }
    return time.orElse(null);
  }

  private String text(String field, Object input) {
    var expression = fields.get(field);
    try {
      return expression == null ? null : Functions.text(expression.on(input));
    } catch (Expression.Failed e) {
      faults.add(new Fault("/" + field, "cannot be made from this message"));
      return null;
    }
  }
}
