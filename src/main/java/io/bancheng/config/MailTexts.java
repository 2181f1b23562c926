package io.bancheng.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the hub writes to reporters by mail: {@code config/texts/mail.yaml}.
 *
 * @param letters subject and text by the type of the letter that makes the mail due
 * @param fields how a missing field is called, by its JSON path
 * @param noReply what stands where a department left nothing for the reporter
 */
public record MailTexts(Map<String, Text> letters, Map<String, String> fields, String noReply) {
  static final String FILE = "config/texts/mail.yaml";
  private static final List<String> EVERYWHERE = List.of("caseNo", "name");

  /** The letters that reporters get, and what else can be said in each. */
  private static final Map<String, List<String>> LETTERS =
      Map.of(
          "ACK", List.of("queryCode", "receivedAt"),
          "INFO_REQUESTED", List.of("missing"),
          "FEEDBACK", List.of("reply", "closedAt"),
          "REJECTED", List.of("referral"));

  /** One mail, with placeholders. */
  public record Text(String subject, String text) {
    /** The text with these values; a value is never read as a placeholder again. */
    public String fill(Map<String, String> values) {
      return Placeholders.fill(text, values);
    }
  }

  static MailTexts read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    root.keys("ACK", "INFO_REQUESTED", "FEEDBACK", "REJECTED", "fields", "noReply");
    var letters = new LinkedHashMap<String, Text>();
    LETTERS.keySet().stream()
        .sorted()
        .forEach(type -> letters.put(type, text(root.need(type), LETTERS.get(type), findings)));
    var fields = new LinkedHashMap<String, String>();
    root.need("fields").entries().forEach((path, name) -> fields.put(path, name.text()));
    return new MailTexts(Map.copyOf(letters), Map.copyOf(fields), root.need("noReply").text());
  }

  private static Text text(YamlTree at, List<String> more, Findings findings) {
    at.keys("subject", "text");
    var text = at.need("text");
    var known = java.util.stream.Stream.concat(EVERYWHERE.stream(), more.stream()).toList();
    return new Text(at.need("subject").text(), Placeholders.checked(text, known, findings));
  }
}
