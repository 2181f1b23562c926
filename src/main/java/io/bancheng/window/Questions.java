package io.bancheng.window;

import io.bancheng.config.Regions;
import io.bancheng.config.Tier;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the form asks, and whether it was answered. Asked for are a real name, a way to call back, a
 * place and the matter (Anhui's rule for the windows); a doubtful number is for the hub to flag and
 * never refused here.
 */
final class Questions {
  private static final List<String> REPORTER_TYPES = List.of("1", "2", "3", "4");
  private static final List<String> KINDS = List.of("1", "2", "3", "4", "5");
  private static final List<String> SITUATIONS = List.of("1", "2", "3", "4", "5", "9");
  private static final List<String> ID_TYPES =
      List.of("111", "516", "511", "414", "553", "113", "990");

  /** What can be chosen, by the field. */
  static final Map<String, List<String>> CHOICES =
      Map.of(
          "userType", REPORTER_TYPES, "kind", KINDS, "situation", SITUATIONS, "idType", ID_TYPES);

  private static final int MOST_DOCUMENTS = 5;
  private static final String PERSON = "1";
  private static final Pattern PHONE =
      Pattern.compile("(86|\\+86)?1[3-9]\\d{9}|0\\d{9,11}|\\+\\d{6,15}");
  private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-Za-z]{18}");
  private static final Pattern TIMES = Pattern.compile("\\d{1,3}次?");

  private final Answers answers;
  private final List<Document> documents;
  private final List<Fault> faults = new ArrayList<>();

  private Questions(Answers answers, List<Document> documents) {
    this.answers = answers;
    this.documents = documents;
  }

  /** What the person still has to mend, in the order of the page. */
  static Faults check(Answers answers, List<Document> documents, Regions regions) {
    var questions = new Questions(answers, documents);
    questions.person();
    questions.matter(regions);
    questions.story();
    questions.documents();
    questions.end();
    return new Faults(questions.faults);
  }

  private void person() {
    chosen("userType", REPORTER_TYPES);
    needed("name");
    atMost("name", 100);
    phone();
    identity();
    if (REPORTER_TYPES.contains(answers.get("userType")) && !answers.is("userType", PERSON)) {
      needed("orgName");
    }
    atMost("orgName", 200);
    shaped("creditCode", CREDIT_CODE);
    if (answers.has("agentFor") != answers.has("agentRelation")) {
      fault(answers.has("agentFor") ? "agentRelation" : "agentFor", "agent");
    }
    atMost("agentFor", 100);
    atMost("agentRelation", 50);
  }

  private void phone() {
    if (!answers.has("mobile")) {
      fault("mobile", "mobile.missing");
    } else if (!PHONE.matcher(plain("mobile")).matches()) {
      fault("mobile", "mobile.shape");
    }
  }

  private void identity() {
    boolean type = answers.has("idType");
    if (type && !ID_TYPES.contains(answers.get("idType")) || !type && answers.has("idNo")) {
      fault("idType", "idType");
    } else if (type && !answers.has("idNo")) {
      fault("idNo", "idNo");
    }
    atMost("idNo", 40);
  }

  private void matter(Regions regions) {
    if (regions.find(answers.get("region")).filter(r -> r.tier() != Tier.TOWN).isEmpty()) {
      fault("region", "region");
    }
    atMost("address", 300);
    chosen("kind", KINDS);
    if (answers.has("situation")) {
      chosen("situation", SITUATIONS);
    }
    atMost("dept", 200);
    atMost("item", 200);
    shaped("times", TIMES);
  }

  private void story() {
    needed("title");
    atMost("title", 200);
    int length = answers.length("content");
    if (length < 5) {
      fault("content", length == 0 ? "content.missing" : "content.short", length);
    } else if (length > 5000) {
      fault("content", "content.long", length);
    }
    atMost("expect", 2000);
  }

  private void documents() {
    if (documents.size() > MOST_DOCUMENTS) {
      fault("files", "files.many", documents.size());
    }
    for (Document document : documents) {
      if (document.tooLarge()) {
        fault("files", "files.large", document.name());
      } else if (document.size() == 0) {
        fault("files", "files.empty", document.name());
      } else if (!DocumentTypes.taken(document)) {
        fault("files", "files.type", document.name());
      }
    }
  }

  private void end() {
    if (!answers.is("agree", "1")) {
      fault("agree", "agree");
    }
    if (answers.has("homepage")) {
      fault("homepage", "homepage");
    }
  }

  private void needed(String field) {
    if (!answers.has(field)) {
      fault(field, field);
    }
  }

  private void atMost(String field, int most) {
    int length = answers.length(field);
    if (length > most) {
      fault(field, "long", most, length);
    }
  }

  private void chosen(String field, List<String> choices) {
    if (!Set.copyOf(choices).contains(answers.get(field))) {
      fault(field, field);
    }
  }

  private void shaped(String field, Pattern shape) {
    if (answers.has(field) && !shape.matcher(plain(field)).matches()) {
      fault(field, field);
    }
  }

  /** Without what people write between digits, and with the digits of a full-width keyboard. */
  private String plain(String field) {
    return Normalizer.normalize(answers.get(field), Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Cf}()\\p{Pd}]", "");
  }

  private void fault(String field, String key, Object... values) {
    faults.add(Fault.of(field, key, values));
  }
}
