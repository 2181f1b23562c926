package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Scenarios of assignments (分办单): every kind that a department will meet. */
final class Assignments {
  private static final int AT_ONCE = 10;
  private static final int LONG = 20_000;

  private Assignments() {}

  static Stream<Scenario> all() {
    return Stream.of(
        new Scenario("accept", b -> Outcome.of(b.firstAnswer().taken(), "%s", b.firstAnswer())),
        new Scenario("sign", Assignments::sign),
        new Scenario("opinion", Assignments::opinion),
        new Scenario("same-key", Assignments::sameKey),
        new Scenario("lost-answer", Assignments::lostAnswer),
        new Scenario("confidential", Assignments::confidential),
        new Scenario("support", Assignments::support),
        new Scenario("second-round", Assignments::secondRound),
        new Scenario("characters", Assignments::characters),
        new Scenario("long-text", b -> b.handled(demand(b, "content", "测试长文本。".repeat(LONG / 6)))),
        new Scenario("gb18030", Assignments::gb18030),
        new Scenario("unknown-field", Assignments::unknownField),
        new Scenario("concurrent", Assignments::concurrent),
        new Scenario("new-connection", Assignments::newConnection));
  }

  private static Outcome sign(Bench b) {
    boolean signed = b.hears(b.first(), "SIGNED");
    return Outcome.of(signed, "SIGNED %s · %d s", signed ? "+" : "-", b.within().toSeconds());
  }

  private static Outcome opinion(Bench b) {
    b.hears(b.first(), "OPINION_SUBMITTED");
    return b.replies(b.first()).stream()
        .filter(reply -> reply.is("OPINION_SUBMITTED"))
        .findFirst()
        .map(
            reply ->
                Outcome.of(
                    reply.fault().isEmpty(),
                    "resultType=%s %s",
                    reply.text("resultType"),
                    reply.fault()))
        .orElseGet(() -> Outcome.fail("OPINION_SUBMITTED - · %d s", b.within().toSeconds()));
  }

  private static Outcome sameKey(Bench b) {
    b.hears(b.first(), "OPINION_SUBMITTED");
    var before = b.keys(b.first());
    var again = b.line().deliver(b.first());
    b.ear().pause(b.within().dividedBy(2));
    var after = b.keys(b.first());
    boolean same = has(again) && after.equals(before);
    return Outcome.of(same, "%s · keys %d → %d", again, before.size(), after.size());
  }

  /** The hub died before it read the answer: it asks again with the same key. */
  private static Outcome lostAnswer(Bench b) {
    var server = b.line().server();
    if (server.isEmpty()) {
      return Outcome.notApplicable("%s", b.line().kind());
    }
    var letter = b.letters().assignment();
    try {
      LostAnswer.deliver(server.get(), letter);
    } catch (IOException e) {
      return Outcome.fail("%s", e.getClass().getSimpleName());
    }
    var again = b.line().deliver(letter);
    b.hears(letter, "OPINION_SUBMITTED");
    b.ear().pause(b.within().dividedBy(4));
    long signed = keysOf(b, letter, "SIGNED");
    return Outcome.of(has(again) && signed == 1, "%s · SIGNED keys %d", again, signed);
  }

  /** A repeat may also be answered 409: the letter is known. */
  private static boolean has(Answer again) {
    return again.taken() || again.status() == 409;
  }

  private static long keysOf(Bench b, Letter letter, String type) {
    return b.replies(letter).stream().filter(r -> r.is(type)).map(Heard::key).distinct().count();
  }

  private static Outcome confidential(Bench b) {
    var letter = b.letters().assignment();
    letter.body().putObject("reporter").put("type", "INDIVIDUAL").put("confidential", true);
    ((ObjectNode) letter.body().get("demand")).put("content", "反映人***要求保密，电话***。");
    return b.handled(letter);
  }

  private static Outcome support(Bench b) {
    var letter = b.letters().assignment();
    letter.body().put("role", "SUPPORT");
    letter
        .body()
        .putArray("otherDepartments")
        .addObject()
        .put("department", "340000:sjj")
        .put("role", "LEAD");
    ((ObjectNode) letter.body().get("reporter")).remove("contacts");
    return b.handled(letter);
  }

  private static Outcome secondRound(Bench b) {
    b.first();
    var letter = b.letters().assignment();
    letter.body().put("caseNo", b.first().caseNo()).put("round", 2);
    letter.body().put("assignmentId", b.first().caseNo() + "-2");
    letter
        .body()
        .putArray("additions")
        .addObject()
        .put("type", "REDO")
        .put("at", b.letters().in(Duration.ZERO))
        .put("text", "反映人不满意，要求重新办理。");
    return b.handled(letter);
  }

  /** Rare and four-byte characters, and whether the replies still have theirs. */
  private static Outcome characters(Bench b) {
    var letter = demand(b, "content", "反映人𬭎某、𠮷某，住㙓镇；表情👨‍👩‍👧；引号\"<&>'\\\t换行\n。");
    var handled = b.handled(letter);
    var broken = b.replies(letter).stream().filter(Assignments::mojibake).findFirst();
    return broken.isPresent() ? Outcome.fail("%s · ???", handled.evidence()) : handled;
  }

  private static boolean mojibake(Heard reply) {
    String all = String.valueOf(reply.said());
    return all.contains("\uFFFD") || all.contains("锟斤拷") || all.contains("???");
  }

  private static Outcome gb18030(Bench b) {
    String type = b.line().contentType();
    return type.toUpperCase(Locale.ROOT).contains("GB18030")
        ? b.handled(demand(b, "content", "生僻字：𬭎、㙓、𠮷；全角：ＡＢＣ１２３。"))
        : Outcome.notApplicable("%s", type);
  }

  private static Outcome unknownField(Bench b) {
    var letter = b.letters().assignment();
    letter.body().put("addedNextYear", "新字段").putObject("also").put("new", 1);
    return b.handled(letter);
  }

  private static Outcome concurrent(Bench b) {
    var letters = Stream.generate(b.letters()::assignment).limit(AT_ONCE).toList();
    List<CompletableFuture<Answer>> answers =
        letters.stream()
            .map(letter -> CompletableFuture.supplyAsync(() -> b.line().deliver(letter)))
            .toList();
    long taken = answers.stream().map(CompletableFuture::join).filter(Answer::taken).count();
    long signed = letters.stream().filter(letter -> b.hears(letter, "SIGNED")).count();
    return Outcome.of(
        taken == AT_ONCE && signed == AT_ONCE, "%d/%d · SIGNED %d", taken, AT_ONCE, signed);
  }

  private static Outcome newConnection(Bench b) {
    if (b.line().server().isEmpty()) {
      return Outcome.notApplicable("%s", b.line().kind());
    }
    var first = b.line().deliver(b.letters().assignment());
    var second = b.line().deliver(b.letters().assignment());
    return Outcome.of(first.taken() && second.taken(), "%s · %s", first, second);
  }

  private static Letter demand(Bench b, String field, String text) {
    var letter = b.letters().assignment();
    ((ObjectNode) letter.body().get("demand")).put(field, text);
    return letter;
  }
}
