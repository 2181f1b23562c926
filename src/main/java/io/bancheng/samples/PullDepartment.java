package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department whose system can only call the hub: fetches its letters with a long poll, says by
 * the next question that it has them, and posts its replies.
 */
final class PullDepartment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PullDepartment.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long AGAIN_MILLIS = 500;

  private final Account account;
  private final SimulatedDepartment department;
  private final ScheduledExecutorService timer;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private volatile boolean open = true;
  private volatile long after;

  /**
   * Where the hub is, and as whom the department calls it.
   *
   * @param department written {@code 340882.ybj}
   */
  record Account(URI hub, String department, String key) {
    URI assignments(long after) {
      return hub.resolve(
          "/api/v1/departments/%s/assignments?after=%d&wait=5s"
              .formatted(department.replace('.', ':'), after));
    }
  }

  PullDepartment(Account account, Script script, Clock clock, ScheduledExecutorService timer) {
    this.account = account;
    this.timer = timer;
    boolean givesUp = script.has(Habit.GIVES_UP);
    var replies =
        new HubCallback(account.hub(), account.department(), account.key(), givesUp, timer);
    this.department = new SimulatedDepartment(script, clock, timer, replies);
    fetch();
  }

  private void fetch() {
    var request =
        HttpRequest.newBuilder(account.assignments(after))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + account.key())
            .build();
    http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .whenComplete((answer, failure) -> next(failure == null && taken(answer)));
  }

  private void next(boolean well) {
    if (open && !timer.isShutdown()) {
      timer.schedule(this::fetch, well ? 0 : AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Takes what came; a hub that says no is asked again later. */
  private boolean taken(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      LOG.debug("letters: {}", answer.statusCode());
      return false;
    }
    try {
      JsonNode page = JSON.readTree(answer.body());
      page.path("messages").forEach(letter -> department.take(letter.path("message")));
      after = page.path("next").asLong();
      return true;
    } catch (JsonProcessingException e) {
      LOG.warn("sample department {} could not read its letters", account.department());
      return false;
    }
  }

  @Override
  public void close() {
    open = false;
  }
}
