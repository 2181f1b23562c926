package io.bancheng.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.CaseReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to a case, for people: one line each, the latest first (办理过程). */
final class Timeline {
  private Timeline() {}

  /**
   * One thing that happened.
   *
   * @param by role of whoever did it
   * @param words what people wrote about it, in order
   * @param hash its link in the case's chain
   */
  record Line(
      int seq, Instant at, String type, String by, String who, List<String> words, String hash) {}

  static List<Line> of(List<CaseReader.Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparing(CaseReader.Entry::seq).reversed())
        .map(Timeline::line)
        .toList();
  }

  private static Line line(CaseReader.Entry entry) {
    var event = entry.event();
    var words = new ArrayList<String>();
    JsonNode texts = CanonicalJson.MAPPER.valueToTree(event).path("texts");
    texts.forEach(text -> words.add(text.asText()));
    return new Line(
        entry.seq(),
        event.at(),
        event.type(),
        event.actor().role().name(),
        event.actor().id(),
        List.copyOf(words),
        entry.hash());
  }
}
