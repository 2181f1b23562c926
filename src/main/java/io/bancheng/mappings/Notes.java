package io.bancheng.mappings;

import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the {@code note:} part of a field table: what a message says about a known case. */
final class Notes {
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
            source.enclosures());
    if (note.caseNo() == null && note.sourceCaseId() == null) {
      faults.add(new Fault("/sourceCaseId", "says of no case that it means it"));
    }
    if (!faults.isEmpty()) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID, "Not a note: " + faults.size() + " faults", faults);
    }
    return note;
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
