package io.bancheng.window;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * How often one address, and all together, may use the public pages: a form that is sent counts as
 * ten looks at one.
 */
final class RateLimit {
  private static final int LOOKS_PER_FORM = 10;
  private static final long MOST_CLIENTS = 100_000;

  private final WindowSettings settings;
  private final ForwardTime time;
  private final Cache<String, Bucket> clients;
  private final Bucket all;

  RateLimit(WindowSettings settings, Clock clock) {
    this.settings = settings;
    this.time = new ForwardTime(clock);
    this.clients =
        Caffeine.newBuilder()
            .ticker(time)
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(settings.period())
            .build();
    this.all = bucket(settings.formsInAll());
  }

  /**
   * Counts a look at a page.
   *
   * @throws TooMany if there were too many of them
   */
  void look(String remote) {
    count(remote, 1);
  }

  /**
   * Counts a form that is sent.
   *
   * @throws TooMany if there were too many of them
   */
  void form(String remote) {
    count(remote, LOOKS_PER_FORM);
  }

  private void count(String remote, int looks) {
    var client =
        clients.get(ClientAddress.of(remote), address -> bucket(settings.formsPerClient()));
    take(client, looks);
    take(all, looks);
  }

  private static void take(Bucket bucket, int looks) {
    var probe = bucket.tryConsumeAndReturnRemaining(looks);
    if (!probe.isConsumed()) {
      throw new TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(int forms) {
    long looks = (long) forms * LOOKS_PER_FORM;
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(looks).refillGreedy(looks, settings.period()))
        .build();
  }
}
