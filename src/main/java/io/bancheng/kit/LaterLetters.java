package io.bancheng.kit;

import java.time.Duration;
import java.util.stream.Stream;

/** Scenarios of what the hub says after the assignment (催办、补充、撤回…). */
final class LaterLetters {
  private LaterLetters() {}

  static Stream<Scenario> all() {
    return Stream.of(
        new Scenario("supplement", b -> b.taken(supplement(b))),
        new Scenario("urge", b -> b.taken(urge(b))),
        new Scenario("reminder", b -> b.taken(reminder(b))),
        new Scenario("supervised", b -> b.taken(supervised(b))),
        new Scenario("extension-decided", b -> b.taken(decided(b, "EXTENSION_DECIDED"))),
        new Scenario("return-refused", b -> b.taken(decided(b, "RETURN_REFUSED"))),
        new Scenario("opinion-rejected", LaterLetters::opinionRejected),
        new Scenario("withdrawn", LaterLetters::withdrawn),
        new Scenario("unknown-type", LaterLetters::unknownType));
  }

  private static Letter supplement(Bench b) {
    var letter = b.letters().later(b.first(), "SUPPLEMENT");
    letter.body().put("addedAt", now(b)).put("text", "补充：已带齐材料。").putArray("attachments");
    return letter;
  }

  private static Letter urge(Bench b) {
    var letter = b.letters().later(b.first(), "URGED");
    letter.body().put("urgedAt", now(b)).put("text", "诉求人第二次催办").put("urges", 2);
    return letter;
  }

  private static Letter reminder(Bench b) {
    var letter = b.letters().later(b.first(), "REMINDER");
    letter.body().put("kind", "HANDLE").put("dueAt", now(b)).put("remindedAt", now(b));
    return letter;
  }

  private static Letter supervised(Bench b) {
    var letter = b.letters().later(b.first(), "SUPERVISED");
    letter
        .body()
        .put("supervisedAt", now(b))
        .put("level", "重点督办")
        .put("answerBefore", b.letters().in(Duration.ofDays(1)))
        .put("text", "请按期答复。");
    return letter;
  }

  private static Letter decided(Bench b, String type) {
    var letter = b.letters().later(b.first(), type);
    letter.body().put("decidedAt", now(b)).put("text", "同意").put("granted", true);
    letter.body().put("replyBefore", b.letters().in(Duration.ofDays(9)));
    return letter;
  }

  /** An opinion that came back is answered by another one, with a key of its own. */
  private static Outcome opinionRejected(Bench b) {
    b.hears(b.first(), "OPINION_SUBMITTED");
    var before = b.keys(b.first());
    var letter = b.letters().later(b.first(), "OPINION_REJECTED");
    letter.body().put("decidedAt", now(b)).put("text", "未联系反映人，请重新答复。");
    int had = b.replies(b.first()).size();
    var answer = b.line().deliver(letter);
    boolean more =
        answer.taken()
            && b.ear()
                .await(
                    b.first().assignmentId(),
                    replies -> replies.stream().skip(had).anyMatch(r -> r.is("OPINION_SUBMITTED")),
                    b.within());
    boolean fresh = b.keys(b.first()).size() > before.size();
    return Outcome.of(
        more && fresh, "%s · keys %d → %d", answer, before.size(), b.keys(b.first()).size());
  }

  private static Outcome withdrawn(Bench b) {
    var assignment = b.letters().assignment();
    b.line().deliver(assignment);
    var letter = b.letters().later(assignment, "ASSIGNMENT_WITHDRAWN");
    letter.body().put("withdrawnAt", now(b)).put("text", "反映人撤销。");
    var answer = b.line().deliver(letter);
    return Outcome.of(answer.taken(), "%s", answer);
  }

  /** A kind of message that comes with a later version must not stop those behind it. */
  private static Outcome unknownType(Bench b) {
    var answer = b.line().deliver(b.letters().later(b.first(), "ADDED_NEXT_YEAR"));
    var behind = b.handled(b.letters().assignment());
    boolean broke = answer.status() >= 500 || !answer.taken() && answer.status() == 0;
    return broke ? Outcome.fail("%s", answer) : behind;
  }

  private static String now(Bench b) {
    return b.letters().in(Duration.ZERO);
  }
}
