package io.bancheng.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.OwedLetter;
import io.bancheng.canonical.Submission;
import io.bancheng.config.MailTexts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the mail that a letter to a mail channel makes due: receipt, question, result, refusal.
 * Who gets it stands in the case alone; the letter names nobody.
 */
final class MailWriter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

  private final String domain;

  MailWriter(String domain) {
    this.domain = domain;
  }

  /** The id of a letter on a channel's queue, empty if it has none. */
  static String letterId(byte[] body) {
    return read(new String(body, StandardCharsets.UTF_8)).path("messageId").asText();
  }

  OutgoingMail write(OwedLetter letter, Submission said, String queryCode, MailTexts texts) {
    var text = texts.letters().get(letter.type());
    var values = values(read(letter.body()), queryCode, texts);
    values.put("caseNo", letter.caseNo());
    values.put("name", name(said.reporter()));
    return new OutgoingMail(
        address(said).orElseThrow(),
        "[办不成事 %s] %s".formatted(letter.caseNo(), text.subject()),
        text.fill(values),
        "<out-%s-%d@%s>".formatted(letter.caseNo(), letter.number(), domain),
        original(said));
  }

  static Optional<String> address(Submission said) {
    return said.reporter().contacts().stream()
        .filter(contact -> contact.type().equals("EMAIL") && contact.valid() == null)
        .map(Submission.Contact::value)
        .findFirst();
  }

  private static Map<String, String> values(JsonNode body, String queryCode, MailTexts texts) {
    var values = new HashMap<String, String>();
    values.put("queryCode", queryCode);
    values.put("receivedAt", time(body.path("receivedAt").asText()));
    values.put("closedAt", time(body.path("closedAt").asText()));
    values.put("referral", body.path("referralText").asText());
    values.put("reply", body.path("publicReplyText").asText(texts.noReply()));
    var missing = new ArrayList<String>();
    body.path("missingFields")
        .forEach(f -> missing.add("· " + texts.fields().getOrDefault(f.asText(), f.asText())));
    values.put("missing", String.join("\n", missing));
    return values;
  }

  private static String name(Submission.Reporter reporter) {
    String name = reporter.name() == null ? reporter.orgName() : reporter.name();
    return name == null ? "您好" : name;
  }

  static String time(String iso) {
    try {
      return iso.isEmpty()
          ? ""
          : TIME.format(OffsetDateTime.parse(iso).atZoneSameInstant(CanonicalJson.ZONE));
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /** The id of the reporter's own mail; other ids, made by the hub, have no @ in them. */
  private static String original(Submission said) {
    var longer = said.extensions() == null ? null : said.extensions().get("messageId");
    String id = longer == null ? said.envelope().sourceCaseId() : longer.toString();
    return id.contains("@") ? "<" + id + ">" : null;
  }

  private static JsonNode read(String json) {
    try {
      return CanonicalJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      return CanonicalJson.MAPPER.createObjectNode();
    }
  }
}
