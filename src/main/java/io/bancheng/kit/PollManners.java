package io.bancheng.kit;

import io.bancheng.canonical.Sha256;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scenarios of a department's own system that is asked for replies. */
final class PollManners {
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  private PollManners() {}

  static Stream<Scenario> all() {
    return Stream.of(
        asked("poll-page", PollManners::page),
        asked("poll-wrong-key", PollManners::wrongKey),
        asked("poll-since", PollManners::since),
        asked("poll-overlap", PollManners::overlap),
        asked("poll-pages", PollManners::pages),
        asked("poll-unknown-parameter", PollManners::unknownParameter),
        asked("poll-charset", PollManners::charset),
        asked("poll-unchanged", PollManners::unchanged));
  }

  private static Scenario asked(String id, BiFunction<Bench, PolledApi, Outcome> check) {
    return new Scenario(id, bench -> check.apply(bench, bench.polled().orElseThrow()));
  }

  private static Outcome page(Bench b, PolledApi api) {
    boolean heard = b.hears(b.first(), "SIGNED");
    var got = api.ask(begun(b));
    return Outcome.of(heard && got.read(), "SIGNED %s · %s", heard ? "+" : "-", got);
  }

  private static Outcome wrongKey(Bench b, PolledApi api) {
    if (api.credentials() == Credentials.NONE) {
      return Outcome.notApplicable("auth: none");
    }
    var got = api.get(api.ask(begun(b)).url(), api.credentials().forged(), Map.of());
    return Outcome.of(got.status() == 401 || got.status() == 403, "%s", got);
  }

  private static Outcome since(Bench b, PolledApi api) {
    if (!api.asking().since()) {
      return Outcome.notApplicable("since: -");
    }
    int before = rows(api.walk(begun(b)));
    var ahead = api.ask(b.clock().instant().plus(AHEAD));
    boolean honoured = before > 0 && ahead.read() && ahead.items().isEmpty();
    return Outcome.of(honoured, "- 10 min: %d · + 1 d: %d", before, ahead.items().size());
  }

  /** What was told is told again in the same words. */
  private static Outcome overlap(Bench b, PolledApi api) {
    var first = digests(api.walk(begun(b)));
    var again = digests(api.walk(begun(b)));
    long lost = first.stream().filter(row -> !again.contains(row)).count();
    return Outcome.of(
        !first.isEmpty() && lost == 0, "%d → %d, ✗ %d", first.size(), again.size(), lost);
  }

  private static Outcome pages(Bench b, PolledApi api) {
    var pages = api.walk(begun(b));
    var last = pages.get(pages.size() - 1);
    var different = new HashSet<String>();
    pages.forEach(page -> different.add(Sha256.hex(page.body())));
    boolean turned =
        pages.size() < PolledApi.MOST_PAGES && last.read() && different.size() == pages.size();
    return Outcome.of(turned, "%d pages, %d rows · %s", pages.size(), rows(pages), last);
  }

  private static Outcome unknownParameter(Bench b, PolledApi api) {
    String url = api.ask(begun(b)).url().toString();
    var more = URI.create(url + (url.contains("?") ? "&" : "?") + "banchengKit=1");
    var got = api.get(more, api.credentials(), Map.of());
    return Outcome.of(got.read(), "%s", got);
  }

  private static Outcome charset(Bench b, PolledApi api) {
    var got = api.ask(begun(b));
    if (got.headers() == null) {
      return Outcome.fail("%s", got);
    }
    String type = String.valueOf(PolledApi.type(got.headers()));
    var named = CHARSET.matcher(type);
    try {
      var charset = named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
      String text = charset.newDecoder().decode(ByteBuffer.wrap(got.body())).toString();
      return Outcome.of(text.indexOf('\uFFFD') < 0, "%s", type);
    } catch (CharacterCodingException
        | IllegalCharsetNameException
        | UnsupportedCharsetException e) {
      return Outcome.fail("%s · %s", type, e.getClass().getSimpleName());
    }
  }

  private static Outcome unchanged(Bench b, PolledApi api) {
    var first = api.ask(begun(b));
    var conditions = new HashMap<String, String>();
    if (first.headers() != null) {
      first.headers().firstValue("ETag").ifPresent(tag -> conditions.put("If-None-Match", tag));
      first
          .headers()
          .firstValue("Last-Modified")
          .ifPresent(time -> conditions.put("If-Modified-Since", time));
    }
    if (conditions.isEmpty()) {
      return Outcome.notApplicable("ETag: -");
    }
    var again = api.get(first.url(), api.credentials(), conditions);
    boolean changed = again.status() == 200 && !Arrays.equals(first.body(), again.body());
    return Outcome.of(again.status() == 304 || changed, "%s", again);
  }

  private static Instant begun(Bench b) {
    return b.begun().minus(Poller.OVERLAP);
  }

  private static int rows(List<PolledApi.Got> pages) {
    return pages.stream().mapToInt(page -> page.items().size()).sum();
  }

  private static Set<String> digests(List<PolledApi.Got> pages) {
    return pages.stream()
        .flatMap(page -> page.items().stream())
        .map(Sha256::hex)
        .collect(Collectors.toSet());
  }
}
