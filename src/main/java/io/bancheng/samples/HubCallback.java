package io.bancheng.samples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a department's replies to the hub by HTTP, again and again until the hub has them. */
final class HubCallback implements Consumer<String> {
  private static final Logger LOG = LoggerFactory.getLogger(HubCallback.class);
  private static final int MOST_ATTEMPTS = 20;
  private static final long AGAIN_MILLIS = 500;

  private final URI replies;
  private final String key;
  private final boolean givesUp;
  private final ScheduledExecutorService timer;
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private int attempts;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Replies go to {@code /api/v1/departments/<id>/replies} of the hub.
   *
   * @param department written {@code 340882.ybj}
   */
  HubCallback(
      URI hub, String department, String key, boolean givesUp, ScheduledExecutorService timer) {
    this.replies = hub.resolve("/api/v1/departments/" + department.replace('.', ':') + "/replies");
    this.key = key;
    this.givesUp = givesUp;
    this.timer = timer;
  }

  @Override
  public void accept(String reply) {
    waiting.add(reply);
    timer.execute(this::drain);
  }

  /** One after the other, so that replies come in the order in which they were said. */
  private synchronized void drain() {
    for (String reply = waiting.peek(); reply != null; reply = waiting.peek()) {
      if (!taken(reply) && !givesUp && ++attempts < MOST_ATTEMPTS) {
        timer.schedule(this::drain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      attempts = 0;
      waiting.remove();
    }
  }

  /** A refusal is final; only what may pass is tried again. */
  private boolean taken(String reply) {
    var request =
        HttpRequest.newBuilder(replies)
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(reply))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      LOG.debug("callback: {}", status);
      return status < 500 && status != 429;
    } catch (IOException e) {
      LOG.debug("callback: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
