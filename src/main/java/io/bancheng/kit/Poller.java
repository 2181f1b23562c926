package io.bancheng.kit;

import io.bancheng.canonical.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a department's system for replies while the scenarios are played, as the hub would. */
final class Poller implements AutoCloseable {
  private static final long MILLIS = 500;

  /** Department and kit need not agree about the time to the minute. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  private final PolledApi api;
  private final Ear ear;
  private final Instant begun;
  private final Set<String> known = new HashSet<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "kit-poller");
            thread.setDaemon(true);
            return thread;
          });

  Poller(PolledApi api, Ear ear, Instant begun) {
    this.api = api;
    this.ear = ear;
    this.begun = begun;
    timer.scheduleWithFixedDelay(this::look, 0, MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (PolledApi.Got page : api.walk(begun.minus(OVERLAP))) {
      page.items().stream()
          .filter(item -> known.add(Sha256.hex(item)))
          .flatMap(item -> ear.item(item).stream())
          .filter(reply -> reply.text("assignmentId").startsWith("9"))
          .forEach(ear::hear);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
