package io.bancheng.kit;

import io.bancheng.canonical.CanonicalJson;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Scenarios of what the department said, over all that was heard in this run. */
final class ReplyManners {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Set<String> TIMES = Set.of("occurredAt", "contactedReporterAt");
  private static final Set<String> TYPES =
      Set.of(
          "SIGNED",
          "PROGRESS",
          "OPINION_SUBMITTED",
          "RETURN_REQUESTED",
          "EXTENSION_REQUESTED",
          "SUSPENSION_REQUESTED",
          "SUPERVISION_ANSWERED");

  private ReplyManners() {}

  static Stream<Scenario> all() {
    return Stream.of(
        new Scenario("callback-again", ReplyManners::callbackAgain),
        new Scenario("readable", b -> none(b, reply -> reply.said() == null)),
        new Scenario("known-type", b -> none(b, r -> r.said() != null && unknownType(r))),
        new Scenario("required-fields", b -> none(b, ReplyManners::faulty)),
        new Scenario("reply-key", ReplyManners::keyless),
        new Scenario("same-reply", ReplyManners::sameReply),
        new Scenario("own-assignments", b -> none(b, ReplyManners::foreign)),
        new Scenario("order", ReplyManners::order),
        new Scenario("clock", b -> none(b, ReplyManners::skewed)));
  }

  /** A hub that is away for a moment gets the reply later, with the same key. */
  private static Outcome callbackAgain(Bench b) {
    var callback = b.line().callback();
    if (callback.isEmpty() || b.polled().isPresent()) {
      return Outcome.notApplicable(b.polled().isPresent() ? "poll" : b.line().kind());
    }
    var letter = b.letters().assignment();
    callback.get().failOnce(letter.assignmentId());
    b.line().deliver(letter);
    boolean again = b.hears(letter, "SIGNED") && b.hears(letter, "OPINION_SUBMITTED");
    return Outcome.of(again, "503 → %d", b.replies(letter).size());
  }

  private static Outcome keyless(Bench b) {
    return b.translated()
        ? Outcome.notApplicable("mapping")
        : none(b, reply -> reply.said() != null && reply.key().isEmpty());
  }

  private static Outcome none(Bench b, Predicate<Heard> wrong) {
    var heard = b.ear().all();
    if (heard.isEmpty()) {
      return Outcome.fail("0");
    }
    var found = heard.stream().filter(wrong).toList();
    String first = found.stream().findFirst().map(ReplyManners::excerpt).orElse("");
    return Outcome.of(found.isEmpty(), "✗ %d/%d %s", found.size(), heard.size(), first);
  }

  private static String excerpt(Heard reply) {
    return "· %s %s %s %s"
        .formatted(
            reply.text("eventType"),
            reply.text("assignmentId"),
            reply.text("occurredAt"),
            reply.fault());
  }

  /** A reply in its own words that cannot be translated says what is wrong with it. */
  private static boolean unknownType(Heard reply) {
    boolean known = TYPES.contains(reply.text("eventType"));
    boolean translated = !reply.said().has("eventType") && !reply.fault().contains("/eventType");
    return !known && !translated;
  }

  private static boolean faulty(Heard reply) {
    return reply.said() != null && !unknownType(reply) && !reply.fault().isEmpty();
  }

  /** All cases of the kit begin with 9, and each has one assignment or two. */
  private static boolean foreign(Heard reply) {
    return reply.said() != null && !reply.text("assignmentId").matches("9\\d{17}-[12]");
  }

  /** One key, one content; the hub goes by the first, so a later time in a repeat does no harm. */
  private static Outcome sameReply(Bench b) {
    Map<String, String> byKey = new HashMap<>();
    List<Heard> heard = b.ear().all();
    for (Heard reply : heard) {
      if (reply.said() != null && !reply.key().isEmpty()) {
        var words = reply.said().deepCopy();
        String text = CanonicalJson.write(words.without(TIMES));
        String before = byKey.putIfAbsent(reply.key(), text);
        if (before != null && !before.equals(text)) {
          return Outcome.fail("%s", reply.key());
        }
      }
    }
    return Outcome.of(!byKey.isEmpty(), "%d keys, %d replies", byKey.size(), heard.size());
  }

  /** Signed first, by the department's own times and by what came first. */
  private static Outcome order(Bench b) {
    var replies = b.replies(b.first());
    int signed = first(replies, "SIGNED");
    int opinion = first(replies, "OPINION_SUBMITTED");
    if (signed < 0 || opinion < 0) {
      return Outcome.fail("SIGNED %d · OPINION_SUBMITTED %d", signed + 1, opinion + 1);
    }
    String signedAt = replies.get(signed).text("occurredAt");
    String answeredAt = replies.get(opinion).text("occurredAt");
    var from = parsed(signedAt);
    var to = parsed(answeredAt);
    boolean ordered = signed < opinion && from != null && to != null && !from.isAfter(to);
    return Outcome.of(ordered, "SIGNED %s · OPINION_SUBMITTED %s", signedAt, answeredAt);
  }

  private static int first(List<Heard> replies, String type) {
    return IntStream.range(0, replies.size())
        .filter(i -> replies.get(i).is(type))
        .findFirst()
        .orElse(-1);
  }

  private static boolean skewed(Heard reply) {
    var time = parsed(reply.text("occurredAt"));
    return reply.said() != null
        && (time == null
            || Duration.between(time.toInstant(), reply.at()).abs().compareTo(SKEW) > 0);
  }

  private static OffsetDateTime parsed(String time) {
    try {
      return OffsetDateTime.parse(time);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
