package io.bancheng.mappings;

import static io.bancheng.canonical.DataQualityFlag.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DataQualityFlag;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The person or body that speaks (反映人): name, numbers and contacts in one form. */
final class Reporters {
  private static final Pattern UNNAMED =
      Pattern.compile("匿名.*|.*不愿.*|.*不便透露.*|.*不肯透露.*|.*拒绝透露.*|无名氏");
  private static final Set<String> NO_NAME = Set.of("无", "不详", "未知", "未提供", "-", "/", "null");
  private static final Pattern ROUNDED = Pattern.compile("[1-9](\\.\\d+)?[eE]\\+?\\d{1,2}");
  private static final String CITIZEN_CARD = "111";

  private Reporters() {}

  static void normalise(ObjectNode reporter, Set<DataQualityFlag> flags) {
    if (!reporter.has("confidential")) {
      reporter.put("confidential", false);
    }
    rounded(reporter, flags);
    name(reporter, flags);
    contacts(reporter, flags);
    idNumber(reporter, flags);
    creditCode(reporter, flags);
    onBehalf(reporter, flags);
    for (JsonNode group : reporter.path("vulnerableGroups")) {
      if (group.asText().equals("MINOR")) {
        flags.add(MINOR_INVOLVED);
      }
    }
  }

  /** What a spreadsheet rounded ({@code 3.41522E+17}) is no number any more: dropped, and told. */
  private static void rounded(ObjectNode reporter, Set<DataQualityFlag> flags) {
    if (rounded(reporter.path("idNumber"))) {
      reporter.remove(List.of("idNumber", "idType"));
      flags.add(PRECISION_LOST);
    }
    var contacts = reporter.path("contacts").elements();
    while (contacts.hasNext()) {
      if (rounded(contacts.next())) {
        contacts.remove();
        flags.add(PRECISION_LOST);
      }
    }
  }

  private static boolean rounded(JsonNode number) {
    return ROUNDED.matcher(Words.identifier(number.asText())).matches();
  }

  private static void name(ObjectNode reporter, Set<DataQualityFlag> flags) {
    String name = Words.name(reporter.path("name").asText());
    boolean unnamed = UNNAMED.matcher(name).matches();
    boolean body = reporter.has("orgName");
    if (unnamed || NO_NAME.contains(name) || name.isEmpty()) {
      reporter.remove("name");
    } else {
      reporter.put("name", name);
    }
    if (!reporter.has("name") && !body) {
      flags.add(NAME_MISSING);
    }
    if (unnamed && !body) {
      reporter.put("type", "ANONYMOUS");
    } else if (!reporter.has("type")) {
      reporter.put("type", body ? "ORGANIZATION" : "INDIVIDUAL");
    }
  }

  private static void contacts(ObjectNode reporter, Set<DataQualityFlag> flags) {
    var raw = reporter.path("contacts");
    if (StreamSupport.stream(raw.spliterator(), false)
        .anyMatch(c -> Words.fullWidth(c.isObject() ? c.path("value").asText() : c.asText()))) {
      flags.add(FULLWIDTH_NORMALIZED);
    }
    var contacts = Contacts.read(raw);
    reporter.set("contacts", contacts);
    if (contacts.isEmpty()) {
      flags.add(CONTACT_MISSING);
    }
    for (JsonNode contact : contacts) {
      if (contact.has("valid") && !contact.path("type").asText().equals("EMAIL")) {
        flags.add(PHONE_INVALID);
      }
    }
  }

  private static void idNumber(ObjectNode reporter, Set<DataQualityFlag> flags) {
    identifier(reporter, "idNumber", flags);
    if (NO_NAME.contains(reporter.path("idNumber").asText())) {
      reporter.remove(List.of("idNumber", "idType"));
    }
    String number = reporter.path("idNumber").asText();
    if (reporter.path("idType").asText(CITIZEN_CARD).equals(CITIZEN_CARD)
        && !number.isEmpty()
        && !Checksums.citizen(number)) {
      flags.add(ID_CHECKSUM_INVALID);
    }
  }

  private static void creditCode(ObjectNode reporter, Set<DataQualityFlag> flags) {
    identifier(reporter, "uscc", flags);
    String code = reporter.path("uscc").asText();
    if (!code.isEmpty() && !Checksums.creditCode(code)) {
      flags.add(USCC_CHECKSUM_INVALID);
    }
  }

  private static void onBehalf(ObjectNode reporter, Set<DataQualityFlag> flags) {
    if (reporter.get("onBehalfOf") instanceof ObjectNode party) {
      flags.add(ON_BEHALF);
      identifier(party, "idNumber", flags);
      if (party.has("name")) {
        party.put("name", Words.name(party.path("name").asText()));
      }
    }
  }

  private static void identifier(ObjectNode at, String field, Set<DataQualityFlag> flags) {
    if (at.has(field)) {
      String text = at.path(field).asText();
      if (Words.fullWidth(text)) {
        flags.add(FULLWIDTH_NORMALIZED);
      }
      at.put(field, Words.identifier(text).toUpperCase(Locale.ROOT));
    }
  }
}
