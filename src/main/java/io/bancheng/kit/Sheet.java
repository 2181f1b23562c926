package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The verdict sheet (检测结果单).
 *
 * @param target what was tested
 */
public record Sheet(String department, String target, OffsetDateTime at, List<Line> lines) {
  /**
   * The verdict on one scenario.
   *
   * @param evidence what was seen, in no language
   */
  public record Line(String scenario, Verdict verdict, String evidence, long millis) {}

  public Sheet {
    lines = List.copyOf(lines);
  }

  public long count(Verdict verdict) {
    return lines.stream().filter(line -> line.verdict() == verdict).count();
  }

  /** The sheet to read; what failed says what is wanted. */
  public String text(Language language) {
    var words = ResourceBundle.getBundle("kit/words", language.locale());
    var text = new StringBuilder();
    text.append("%s  %s  %s  %s%n%n".formatted(words.getString("title"), department, target, at));
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      text.append(
          "%s  %02d %-18s %s%n     %s%n"
              .formatted(
                  line.verdict().in(language),
                  i + 1,
                  line.scenario(),
                  words.getString(line.scenario()),
                  line.evidence().strip()));
      if (line.verdict() == Verdict.FAIL) {
        text.append("     → %s%n".formatted(words.getString(line.scenario() + ".wanted")));
      }
    }
    text.append('\n');
    for (Verdict verdict : Verdict.values()) {
      text.append("%s %d  ".formatted(verdict.in(language), count(verdict)));
    }
    return text.toString().strip() + System.lineSeparator();
  }

  /** The sheet for programs. */
  public String json(Language language) {
    var words = ResourceBundle.getBundle("kit/words", language.locale());
    ObjectNode sheet = JsonNodeFactory.instance.objectNode();
    sheet.put("department", department).put("target", target).put("at", at.toString());
    var list = sheet.putArray("scenarios");
    for (Line line : lines) {
      list.addObject()
          .put("id", line.scenario())
          .put("title", words.getString(line.scenario()))
          .put("verdict", line.verdict().name())
          .put("evidence", line.evidence().strip())
          .put("millis", line.millis());
    }
    for (Verdict verdict : Verdict.values()) {
      sheet.put(verdict.name().toLowerCase(Locale.ROOT), count(verdict));
    }
    return CanonicalJson.write(sheet);
  }
}
