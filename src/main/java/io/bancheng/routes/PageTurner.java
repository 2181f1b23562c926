package io.bancheng.routes;

import io.bancheng.canonical.Poll;
import io.bancheng.canonical.Poll.Walk;
import io.bancheng.canonical.PollState;
import io.bancheng.canonical.PollStep;
import io.bancheng.canonical.Sha256;
import io.bancheng.config.PollSince;
import io.bancheng.config.RestPolling;
import io.bancheng.mappings.Page;
import io.bancheng.mappings.ReplyMapping;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How the hub walks through the pages of a department's own system: what it asks for next, and up
 * to where everything is read. The mark never goes back, never into the future, and moves only when
 * a walk is over.
 *
 * @param mapping in whose words the pages are
 */
record PageTurner(Poll poll, RestPolling polling, ReplyMapping mapping) {
  static final String AHEAD = "DEPARTMENT_CLOCK_AHEAD";
  static final String BACK = "DEPARTMENT_POLL_WENT_BACK";
  static final String PAGES = "DEPARTMENT_POLL_PAGES";
  static final String FAILS = "DEPARTMENT_POLL_FAILS";

  /** Times that are further ahead than this are a clock that is wrong. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** Before the oldest open assignment: its clock and ours need not agree. */
  private static final Duration FIRST_LOOK = Duration.ofDays(1);

  private static final int ALARMING = 5;
  private static final int TRIES = 3;

  /** What was asked, and what came. */
  record Answer(URI url, byte[] body, String link, PollState.Seen seen) {}

  private PollState state() {
    return poll.state().at(polling.url().toString());
  }

  /** The first mark that is asked for; none where everything is. */
  Optional<String> since() {
    return polling.since().filter(s -> !one()).flatMap(this::mark);
  }

  /** Whether assignments are asked about one by one. */
  boolean one() {
    return poll.walk() == Walk.OPEN && polling.nightly().one().isPresent();
  }

  /** Whether nothing is open that could be asked about. */
  boolean idle() {
    return poll.walk() == Walk.OPEN
        && (one() ? poll.open().next() == null : poll.open().since() == null);
  }

  /** The walk ends, because there is nothing to ask. */
  PollStep idly() {
    return over(state().over(state().cursor(), state().seen()), state().walk());
  }

  /** The page that is asked for: a number, a mark or an address; null for the first. */
  String page() {
    String next = state().walk().next();
    return next == null && counted() ? String.valueOf(polling.pages().first()) : next;
  }

  /** By which a first page that is as it was is known. */
  Optional<PollState.Seen> seen(URI url) {
    return Optional.ofNullable(state().seen())
        .filter(s -> poll.walk() == Walk.NEWS && state().walk().next() == null)
        .filter(s -> s.url().equals(url.toString()));
  }

  /** What follows from a page. */
  PollStep turned(Page page, Answer answer, Instant now) {
    var walk = state().walk();
    String digest = Sha256.hex(answer.body());
    String newest = further(walk.newest(), newest(page, now.plus(SKEW)));
    String next = next(page, answer);
    boolean same = next != null && digest.equals(walk.last());
    var turned = walk.turned(next, digest, newest);
    var step =
        next == null || same
            ? ended(turned, same ? null : newest, walk.read() == 0 ? answer.seen() : null)
            : more(turned);
    return warned(same ? step.saying(PAGES) : step, page, now);
  }

  /** Nothing changed since the last look, or nothing more follows. */
  PollStep unchanged() {
    var walk = state().walk();
    return ended(walk, walk.newest(), walk.read() == 0 ? state().seen() : null);
  }

  /** It does not know what it was asked about. */
  PollStep absent() {
    if (!one()) {
      return over(state().over(null, null), state().walk()).saying(BACK);
    }
    var walk = state().walk().answered(poll.open().next(), 1);
    return step(state().on(walk), walk);
  }

  /** Whether the answer that it is gone can be dealt with: an assignment, or a mark. */
  boolean maybeAbsent(int status) {
    boolean mark = status == 410 && state().cursor() != null;
    return one() ? status == 404 || status == 410 : mark && poll.walk() == Walk.NEWS;
  }

  /** What follows when nothing, or nothing readable, was answered. */
  PollStep failed(Duration pause) {
    var failed = state().failed();
    int failures = failed.failures();
    boolean enough = failures % TRIES == 0;
    var step = step(failed, failed.walk()).after(pause);
    if (poll.walk() == Walk.OPEN && failures == TRIES * TRIES) {
      step = over(failed.over(failed.cursor(), failed.seen()), failed.walk().and(0, 1));
    } else if (enough && one()) {
      step = step(failed, failed.walk().answered(poll.open().next(), 1));
    } else if (enough) {
      step = step(failed, failed.walk().anew()).after(pause);
    }
    return failures == ALARMING ? step.saying(FAILS) : step;
  }

  private PollStep step(PollState state, PollState.Pages walk) {
    return PollStep.on(poll, state, walk);
  }

  private PollStep over(PollState state, PollState.Pages walk) {
    return PollStep.over(poll, state, walk);
  }

  private PollStep more(PollState.Pages walk) {
    var step = step(state().on(walk), walk);
    boolean enough = walk.read() % polling.pages().most() == 0;
    return enough ? step.after(polling.every()).saying(PAGES) : step;
  }

  private PollStep ended(PollState.Pages walk, String newest, PollState.Seen seen) {
    if (one()) {
      var about = walk.answered(poll.open().next(), 0);
      return step(state().on(about), about);
    }
    boolean news = poll.walk() == Walk.NEWS;
    String mark = news ? further(state().cursor(), newest) : state().cursor();
    return over(state().over(mark, news ? seen : state().seen()), walk);
  }

  private PollStep warned(PollStep step, Page page, Instant now) {
    if (polling.since().filter(PollSince::timed).isEmpty()) {
      return step;
    }
    var warned = page.beyond(now.plus(SKEW)) ? step.saying(AHEAD) : step;
    boolean back =
        poll.walk() == Walk.NEWS
            && state().cursor() != null
            && page.newest(Instant.MAX).filter(n -> n.isBefore(asked().orElse(n))).isPresent();
    return back ? warned.saying(BACK) : warned;
  }

  private Optional<String> mark(PollSince since) {
    return since.timed()
        ? asked().map(at -> since.asked(at, mapping.zone()))
        : Optional.ofNullable(poll.walk() == Walk.NEWS ? state().cursor() : null);
  }

  /** From when on it is asked: as much earlier than the mark as things may come late. */
  private Optional<Instant> asked() {
    return polling
        .since()
        .map(
            since -> {
              var from = from().minus(since.overlap());
              return since.floor(from, mapping.zone());
            });
  }

  /** Without a mark, and with nothing open, it stays the same all day: so does the address. */
  private Instant from() {
    boolean marked = poll.walk() == Walk.NEWS && state().cursor() != null;
    var open = Optional.ofNullable(poll.open().since());
    return marked
        ? Instant.parse(state().cursor())
        : open.orElse(poll.begunAt().truncatedTo(ChronoUnit.DAYS)).minus(FIRST_LOOK);
  }

  private String newest(Page page, Instant latest) {
    return polling
        .since()
        .flatMap(since -> since.timed() ? page.newest(latest).map(Instant::toString) : page.token())
        .orElse(null);
  }

  /** Of two marks the one that is further; of tokens the newer one. */
  private String further(String before, String now) {
    if (before == null || now == null) {
      return now == null ? before : now;
    }
    boolean timed = polling.since().filter(PollSince::timed).isPresent();
    return timed && Instant.parse(before).isAfter(Instant.parse(now)) ? before : now;
  }

  /** The next page; null behind the last. */
  private String next(Page page, Answer answer) {
    boolean links = polling.pages().parameter().isEmpty();
    return page.after(links ? null : page(), answer.link())
        .map(next -> links ? near(answer.url(), next) : next)
        .orElse(null);
  }

  /** Nobody sends the hub, and its login, to another server. */
  private String near(URI from, String link) {
    var to = from.resolve(link);
    if (!to.resolve("/").equals(polling.origin())) {
      throw new IllegalArgumentException("the next page is on another server");
    }
    return to.toString();
  }

  /** Whether pages are counted, because they do not say where the next one is. */
  private boolean counted() {
    return polling.pages().parameter().isPresent() && !mapping.tellsNext();
  }
}
