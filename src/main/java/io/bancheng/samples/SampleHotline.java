package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A 12345 hotline that pushes the orders of {@code samples/orders.json} over HTTP, dated now. One
 * is due in a minute at a department that takes its time, one needs a person, one is broken off.
 */
final class SampleHotline {
  private static final Logger LOG = LoggerFactory.getLogger(SampleHotline.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

  private final URI hub;
  private final String key;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  SampleHotline(URI hub, String key, Clock clock) {
    this.hub = hub;
    this.key = key;
    this.clock = clock;
  }

  void pushAll() {
    var now = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    try (var file = SampleHotline.class.getResourceAsStream("/samples/orders.json")) {
      int n = 0;
      for (JsonNode order : JSON.readTree(file)) {
        push(order((ObjectNode) order, now, ++n));
      }
      push("{\"sysCode\":\"AH-AQ-12345\",\"pushType\":\"DISPATCH\",\"data\":{\"orderCode\":\"SAMP");
    } catch (IOException e) {
      LOG.warn("the sample hotline could not push its orders: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String order(ObjectNode order, LocalDateTime now, int n) {
    var data = (ObjectNode) order.get("data");
    data.put("orderCode", "SAMPLE%s%04d".formatted(DAY.format(now), n));
    data.put("callTime", TIME.format(now.minusMinutes(5)));
    if (data.has("dueInSeconds")) {
      data.put("deadline", TIME.format(now.plusSeconds(data.remove("dueInSeconds").asLong())));
    }
    order.put("pushTime", TIME.format(now));
    return order.toString();
  }

  private void push(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(hub.resolve("/api/v1/channels/hotline/cases"))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    LOG.debug("sample order: {}", response.statusCode());
  }
}
