package io.bancheng.kit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Scenarios of a department's own server: whom it lets in, and what it refuses. */
final class ServerManners {
  private static final long IN_TIME_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final int TOO_LARGE = 3 << 20;
  private static final Duration HOUR = Duration.ofHours(1);

  private ServerManners() {}

  static Stream<Scenario> all() {
    return Stream.of(
        server("wrong-key", ServerManners::wrongKey),
        server("no-key", ServerManners::noKey),
        server("bad-signature", ServerManners::badSignature),
        server("old-signature", ServerManners::oldSignature),
        server("garbage", ServerManners::garbage),
        server("key-reuse", ServerManners::keyReuse),
        server("lookup", ServerManners::lookup),
        server("oversized", ServerManners::oversized),
        server("no-redirect", (b, s) -> redirect(b.firstAnswer())),
        server("small-answer", (b, s) -> small(b.firstAnswer())),
        server("in-time", (b, s) -> inTime(b)));
  }

  private static Scenario server(String id, BiFunction<Bench, RestEndpoint, Outcome> check) {
    return new Scenario(
        id,
        bench ->
            bench
                .line()
                .server()
                .map(server -> check.apply(bench, server))
                .orElseGet(() -> Outcome.notApplicable("%s", bench.line().kind())));
  }

  private static Outcome wrongKey(Bench b, RestEndpoint s) {
    return s.credentials() == Credentials.NONE
        ? Outcome.notApplicable("auth: none")
        : refused(
            s.send(s.bytes(b.letters().assignment()), key(), s.credentials().forged()), 401, 403);
  }

  private static Outcome noKey(Bench b, RestEndpoint s) {
    return s.credentials() == Credentials.NONE
        ? Outcome.notApplicable("auth: none")
        : refused(s.send(s.bytes(b.letters().assignment()), key(), Credentials.NONE), 401, 403);
  }

  private static Outcome badSignature(Bench b, RestEndpoint s) {
    if (!s.credentials().signed()) {
      return Outcome.notApplicable("auth");
    }
    String key = key();
    var other = s.headers(s.bytes(b.letters().assignment()), key, s.credentials(), Duration.ZERO);
    return refused(s.send(s.bytes(b.letters().assignment()), key, other), 400, 401, 403);
  }

  private static Outcome oldSignature(Bench b, RestEndpoint s) {
    if (!s.credentials().signed()) {
      return Outcome.notApplicable("auth");
    }
    String key = key();
    byte[] body = s.bytes(b.letters().assignment());
    return refused(s.send(body, key, s.headers(body, key, s.credentials(), HOUR)), 400, 401, 403);
  }

  private static Outcome garbage(Bench b, RestEndpoint s) {
    byte[] half = "{\"messageType\": \"ASSIGNMENT_DISPA".getBytes(StandardCharsets.UTF_8);
    var answer = s.send(half, key(), s.credentials());
    return Outcome.of(answer.refused(), "%s", answer);
  }

  /** The same key with another text is a mistake that must not pass as a repeat. */
  private static Outcome keyReuse(Bench b, RestEndpoint s) {
    var answer = s.send(s.bytes(b.letters().assignment()), b.first().messageId(), s.credentials());
    return refused(answer, 400, 409, 422);
  }

  /** What the hub does when it does not know whether a letter arrived. */
  private static Outcome lookup(Bench b, RestEndpoint s) {
    var known = s.lookup(b.first().messageId());
    var unknown = s.lookup(key());
    if (known.isEmpty() || unknown.isEmpty()) {
      return Outcome.notApplicable("lookup: -");
    }
    boolean absent = unknown.get().status() == 404 || unknown.get().status() == 410;
    return Outcome.of(known.get().taken() && absent, "%s · %s", known.get(), unknown.get());
  }

  private static Outcome oversized(Bench b, RestEndpoint s) {
    var letter = b.letters().assignment();
    letter.body().put("padding", "大".repeat(TOO_LARGE / 3));
    var answer = s.send(s.bytes(letter), key(), s.credentials());
    var behind = b.line().deliver(b.letters().assignment());
    boolean stood = answer.status() / 100 != 5 && behind.taken();
    return Outcome.of(stood, "%s · then %s", answer, behind);
  }

  private static Outcome redirect(Answer answer) {
    return Outcome.of(answer.status() / 100 != 3, "%s", answer);
  }

  private static Outcome small(Answer answer) {
    return Outcome.of(answer.size() <= LARGEST_ANSWER, "%d B", answer.size());
  }

  private static Outcome inTime(Bench b) {
    long slowest = b.firstAnswer().millis();
    for (int i = 0; i < 3; i++) {
      slowest = Math.max(slowest, b.line().deliver(b.letters().assignment()).millis());
    }
    return Outcome.of(slowest <= IN_TIME_MILLIS, "max %d ms", slowest);
  }

  private static Outcome refused(Answer answer, int... statuses) {
    for (int status : statuses) {
      if (answer.status() == status) {
        return Outcome.pass("%s", answer);
      }
    }
    return Outcome.fail("%s", answer);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
