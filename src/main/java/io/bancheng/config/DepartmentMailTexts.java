package io.bancheng.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the hub writes to departments that have nothing but e-mail: {@code
 * config/texts/department-mail.yaml}.
 *
 * @param letters subject and text by the type of the letter
 * @param words words that stand for codes, by code
 */
public record DepartmentMailTexts(Map<String, MailTexts.Text> letters, Map<String, String> words) {
  static final String FILE = "config/texts/department-mail.yaml";

  /** Stands for every letter that has no text of its own. */
  private static final String OTHER = "OTHER";

  /** Tells a sender that an answer was not understood. */
  public static final String NOT_UNDERSTOOD = "NOT_UNDERSTOOD";

  private static final String HOW_TO_ANSWER = "howToAnswer";
  private static final List<String> NEEDED =
      List.of("ASSIGNMENT_DISPATCHED", OTHER, NOT_UNDERSTOOD);
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\n]*)}");
  private static final List<String> PLACEHOLDERS =
      List.of(
          "caseNo",
          "assignmentId",
          "department",
          "role",
          "others",
          "title",
          "content",
          "expectation",
          "dispatchOpinion",
          "reporter",
          "contacts",
          "confidential",
          "additions",
          "enclosed",
          "attachments",
          "signBefore",
          "replyBefore",
          "dueAt",
          "answerBefore",
          "kind",
          "granted",
          "level",
          "levelZh",
          "causeZh",
          "reasonCode",
          "suspendedUntil",
          "text",
          "type",
          "why",
          HOW_TO_ANSWER);

  static DepartmentMailTexts read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    NEEDED.forEach(root::need);
    var how = root.need(HOW_TO_ANSWER).text();
    var letters = new LinkedHashMap<String, MailTexts.Text>();
    var words = new LinkedHashMap<String, String>();
    root.entries()
        .forEach(
            (name, at) -> {
              if (TYPE.matcher(name).matches()) {
                letters.put(name, text(at, how, findings));
              } else if (name.equals("words")) {
                at.entries().forEach((code, word) -> words.put(code, word.text()));
              } else if (!name.equals(HOW_TO_ANSWER)) {
                findings.unknown(at.place(), "key", name, List.of("words", HOW_TO_ANSWER), "");
              }
            });
    return new DepartmentMailTexts(Map.copyOf(letters), Map.copyOf(words));
  }

  /** The text for letters of that type. */
  public MailTexts.Text letter(String type) {
    return letters.getOrDefault(type, letters.get(OTHER));
  }

  /** The word for a code; a code without one stands for itself. */
  public String word(String code) {
    return words.getOrDefault(code, code);
  }

  /** The text with these values. A line of which nothing is known is left out. */
  public static String fill(MailTexts.Text text, Map<String, String> values) {
    return text.text()
        .lines()
        .filter(line -> says(line, values))
        .map(line -> filled(line, values))
        .collect(Collectors.joining("\n"))
        .replaceAll("\n{3,}", "\n\n");
  }

  private static boolean says(String line, Map<String, String> values) {
    var names = PLACEHOLDER.matcher(line).results().map(found -> found.group(1)).toList();
    return names.isEmpty()
        || names.stream().anyMatch(name -> !values.getOrDefault(name, "").isEmpty());
  }

  /** A value is never read as a placeholder again. */
  private static String filled(String line, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(line)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  private static MailTexts.Text text(YamlTree at, String how, Findings findings) {
    at.keys("subject", "text");
    var text = at.need("text");
    PLACEHOLDER
        .matcher(text.text())
        .results()
        .map(found -> found.group(1))
        .filter(name -> !PLACEHOLDERS.contains(name))
        .forEach(name -> findings.unknown(text.place(), "placeholder", name, PLACEHOLDERS, ""));
    return new MailTexts.Text(
        at.need("subject").text(), text.text().replace("{" + HOW_TO_ANSWER + "}", how));
  }
}
