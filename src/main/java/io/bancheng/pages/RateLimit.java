package io.bancheng.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * How often one address, and all together, may use a public page. What is spent comes back evenly
 * over the period.
 */
public final class RateLimit {
  private static final long MOST_CLIENTS = 100_000;

  private final int perClient;
  private final Duration period;
  private final ForwardTime time;
  private final Cache<String, Bucket> clients;
  private final Bucket all;

  /**
   * A limit.
   *
   * @param perClient what one address may spend within {@code period}
   * @param inAll what all together may
   */
  public RateLimit(int perClient, int inAll, Duration period, Clock clock) {
    this.perClient = perClient;
    this.period = period;
    this.time = new ForwardTime(clock);
    this.clients =
        Caffeine.newBuilder()
            .ticker(time)
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(period)
            .build();
    this.all = bucket(inAll);
  }

  /**
   * Counts what an address spends.
   *
   * @throws TooMany if it, or all together, spent too much
   */
  public void spend(String remote, int amount) {
    take(clients.get(ClientAddress.of(remote), address -> bucket(perClient)), amount);
    take(all, amount);
  }

  private static void take(Bucket bucket, int amount) {
    var probe = bucket.tryConsumeAndReturnRemaining(amount);
    if (!probe.isConsumed()) {
      throw new TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(int capacity) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
        .build();
  }
}
