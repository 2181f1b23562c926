package io.bancheng.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.DepartmentMailTexts;
import io.bancheng.config.HubConfig;
import io.bancheng.config.MailTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the mails to one department: what it must know of a letter, and how it answers. */
final class DepartmentMailWriter {
  private static final List<String> TIMES =
      List.of("signBefore", "replyBefore", "dueAt", "answerBefore", "suspendedUntil");
  private static final List<String> PLAIN =
      List.of("caseNo", "assignmentId", "dispatchOpinion", "level", "levelZh", "causeZh", "text");

  private final DepartmentId department;
  private final String domain;
  private final ReplyCode codes;
  private final MailEnclosures enclosures;

  DepartmentMailWriter(
      DepartmentId department, String domain, ReplyCode codes, MailEnclosures enclosures) {
    this.department = department;
    this.domain = domain;
    this.codes = codes;
    this.enclosures = enclosures;
  }

  /** The mail that brings a letter; the same letter is the same mail, by its Message-ID. */
  OutgoingMail write(Delivery delivery, String to, HubConfig config) {
    var body = read(delivery.body());
    var texts = config.departmentMail();
    var text = texts.letter(delivery.type());
    var packed = enclosures.pack(body);
    var values = values(body, config);
    values.put("type", delivery.type());
    values.put("enclosed", String.join("、", packed.names()));
    values.put("attachments", String.join("、", packed.others()));
    return mail(to, text, values, "dept-" + delivery.messageId(), null).with(packed.documents());
  }

  /**
   * A mail that was not taken.
   *
   * @param id without brackets
   * @param about the assignment, empty if it named none of this department's
   */
  record Answer(String from, String id, String about) {}

  /** The mail that tells a sender that his answer was not taken. */
  OutgoingMail refusal(Answer answer, String kind, HubConfig config) {
    var texts = config.departmentMail();
    var values = new HashMap<String, String>();
    values.put("assignmentId", answer.about());
    values.put("caseNo", answer.about().replaceFirst("-[^-]*$", ""));
    values.put("why", texts.word(kind));
    var text = texts.letter(DepartmentMailTexts.NOT_UNDERSTOOD);
    String id = "told-" + codes.of(department, answer.id());
    return mail(answer.from(), text, values, id, "<" + answer.id() + ">");
  }

  private OutgoingMail mail(
      String to, MailTexts.Text text, Map<String, String> values, String id, String inReplyTo) {
    String assignment = values.get("assignmentId");
    String mark =
        assignment.isEmpty()
            ? ""
            : "[转办 %s %s] ".formatted(assignment, codes.of(department, assignment));
    return new OutgoingMail(
        to,
        mark + text.subject(),
        DepartmentMailTexts.fill(text, values),
        "<%s@%s>".formatted(id, domain),
        inReplyTo);
  }

  private Map<String, String> values(JsonNode body, HubConfig config) {
    var texts = config.departmentMail();
    var values = new HashMap<String, String>();
    PLAIN.forEach(name -> values.put(name, body.path(name).asText()));
    TIMES.forEach(name -> values.put(name, MailWriter.time(body.path(name).asText())));
    List.of("role", "kind", "granted", "reasonCode")
        .forEach(name -> values.put(name, texts.word(body.path(name).asText())));
    var demand = body.path("demand");
    List.of("title", "content", "expectation")
        .forEach(name -> values.put(name, demand.path(name).asText()));
    values.put("department", config.departments().nameZh(department));
    values.put("others", joined(body.path("otherDepartments"), "、", o -> other(o, config)));
    var reporter = body.path("reporter");
    values.put("reporter", reporter.path("name").asText(reporter.path("orgName").asText()));
    values.put("contacts", joined(reporter.path("contacts"), "、", c -> c.path("value").asText()));
    boolean confidential = reporter.path("confidential").asBoolean();
    values.put("confidential", confidential ? texts.word("CONFIDENTIAL") : "");
    values.put("additions", joined(body.path("additions"), "\n", a -> a.path("text").asText()));
    return values;
  }

  private static String other(JsonNode other, HubConfig config) {
    var id = DepartmentId.parse(other.path("department").asText());
    String role = config.departmentMail().word(other.path("role").asText());
    return config.departments().nameZh(id) + "（" + role + "）";
  }

  private static String joined(
      Iterable<JsonNode> list, String between, Function<JsonNode, String> word) {
    Stream<JsonNode> all = StreamSupport.stream(list.spliterator(), false);
    return all.map(word).filter(w -> !w.isEmpty()).collect(Collectors.joining(between));
  }

  private static JsonNode read(String json) {
    try {
      return CanonicalJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a letter of the hub", e);
    }
  }
}
