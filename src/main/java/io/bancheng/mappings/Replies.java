package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyType;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what departments send back, in the hub's own form (办理回复). */
public final class Replies {
  private static final Set<ReplyType> MUST_SAY =
      Set.of(ReplyType.PROGRESS, ReplyType.SUPERVISION_ANSWERED);
  private static final Set<String> RETURN_REASONS =
      Set.of(
          "NOT_OUR_DUTY",
          "NOT_OUR_REGION",
          "DUPLICATE",
          "INFO_INSUFFICIENT",
          "OUT_OF_SCOPE",
          "OTHER");
  private static final Set<String> EXTENSION_REASONS =
      Set.of(
          "COMPLEX_FACTS",
          "ON_SITE_CHECK",
          "EXPERT_REVIEW",
          "UPPER_LEVEL",
          "CROSS_REGION",
          "OTHER");

  private Replies() {}

  /**
   * Reads one reply. Keys that the hub does not know are left alone. A reply without an idempotency
   * key gets one from its content, so that the same reply is the same reply.
   *
   * @param department whose queue or key it came by
   * @throws Unacceptable UNREADABLE if the bytes are no JSON; INVALID with every fault if it is no
   *     reply
   */
  public static Reply read(byte[] raw, DepartmentId department) {
    return read(new ReplyFields(SourceJson.read(raw, null, ReadingLimits.DEFAULTS)), department);
  }

  /** The replies of a list, each as JSON of its own; empty if it is no list. */
  public static List<byte[]> each(byte[] raw) {
    return SourceJson.read(raw, null, ReadingLimits.DEFAULTS) instanceof List<?> list
        ? list.stream().map(Replies::json).toList()
        : List.of();
  }

  static byte[] json(Object item) {
    return CanonicalJson.write(item).getBytes(StandardCharsets.UTF_8);
  }

  /** The words that a field of a reply may have; empty for one that is not made of words. */
  public static Set<String> words(String field) {
    return switch (field) {
      case "eventType" -> names(ReplyType.values());
      case "resultType" -> names(ResultType.values());
      case "reasonCode" ->
          Stream.concat(RETURN_REASONS.stream(), EXTENSION_REASONS.stream())
              .collect(Collectors.toCollection(TreeSet::new));
      default -> Set.of();
    };
  }

  private static Set<String> names(Enum<?>[] codes) {
    return Arrays.stream(codes).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  static Reply read(ReplyFields said, DepartmentId department) {
    var type = said.code("eventType", ReplyType.class);
    var reply = reply(said, type, department);
    said.refuseIfFaulty();
    return reply.idempotencyKey() == null ? with(reply, hash(reply), reply.texts()) : reply;
  }

  private static Reply reply(ReplyFields said, ReplyType type, DepartmentId department) {
    boolean opinion = type == ReplyType.OPINION_SUBMITTED;
    return new Reply(
        type,
        said.required("assignmentId"),
        department,
        said.requiredTime("occurredAt"),
        said.text("actor"),
        said.text("idempotencyKey"),
        texts(said, type),
        opinion ? said.code("resultType", ResultType.class) : null,
        said.text("policyBasis"),
        said.time("contactedReporterAt"),
        reason(said, type),
        said.text("legalBasis"),
        said.text("suggestedDept"),
        workdays(said, type));
  }

  private static Integer workdays(ReplyFields said, ReplyType type) {
    boolean may = type == ReplyType.SUSPENSION_REQUESTED && said.has("requestedWorkdays");
    return may || type == ReplyType.EXTENSION_REQUESTED ? said.workdays("requestedWorkdays") : null;
  }

  private static Texts texts(ReplyFields said, ReplyType type) {
    String name = type == null ? "text" : nameOfText(type);
    String words = said.has(name) ? said.text(name) : said.text("text");
    if (words == null && (name.equals("opinionText") || type != null && MUST_SAY.contains(type))) {
      said.required(name);
    }
    return Texts.of(name, words).and("publicReplyText", said.text("publicReplyText"));
  }

  private static String nameOfText(ReplyType type) {
    return switch (type) {
      case SIGNED, PROGRESS, SUPERVISION_ANSWERED -> "text";
      case OPINION_SUBMITTED -> "opinionText";
      case RETURN_REQUESTED, EXTENSION_REQUESTED, SUSPENSION_REQUESTED -> "reasonText";
    };
  }

  private static String reason(ReplyFields said, ReplyType type) {
    if (type == ReplyType.RETURN_REQUESTED) {
      return said.oneOf("reasonCode", RETURN_REASONS);
    }
    return type == ReplyType.EXTENSION_REQUESTED
        ? said.oneOf("reasonCode", EXTENSION_REASONS)
        : said.text("reasonCode");
  }

  private static Reply with(Reply r, String key, Texts texts) {
    return new Reply(
        r.eventType(),
        r.assignmentId(),
        r.department(),
        r.occurredAt(),
        r.actor(),
        key,
        texts,
        r.resultType(),
        r.policyBasis(),
        r.contactedReporterAt(),
        r.reasonCode(),
        r.legalBasis(),
        r.suggestedDept(),
        r.requestedWorkdays());
  }

  /** The texts are sorted: their own order differs from one start of the hub to the next. */
  private static String hash(Reply reply) {
    var content = List.of(with(reply, "", Texts.NONE), new TreeMap<>(reply.texts().byName()));
    return "sha256:" + Sha256.hex(CanonicalJson.write(content).getBytes(StandardCharsets.UTF_8));
  }
}
