package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DayCount;
import io.bancheng.canonical.EventBatch;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.ToldEvent;
import io.bancheng.config.HubConfig;
import io.bancheng.mappings.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what happens to cases to a platform above (互联网+效能管理): batches of events, and each day how
 * many there were, so that the platform sees whether it has all.
 */
public final class EventPush {
  private static final Logger LOG = LoggerFactory.getLogger(EventPush.class);

  private final Reader reader;
  private final Patience patience;

  EventPush(Reader reader, Patience patience) {
    this.reader = reader;
    this.patience = patience;
  }

  /** A batch as the platform is to take it: an array, in its own words if it has some. */
  public OwedAnswer owed(EventBatch batch, HubConfig config) {
    var words = words(batch.listener(), config);
    String rows =
        batch.events().stream()
            .map(event -> row(event, words))
            .collect(Collectors.joining(",", "[", "]"));
    return answer(batch.listener(), batch.key(), rows);
  }

  /** What the platform is to compare with what it heard of that day. */
  public OwedAnswer owed(String listener, DayCount count) {
    String body =
        CanonicalJson.write(
            Map.of(
                "type", "io.bancheng.reconciliation",
                "date", count.day().toString(),
                "events", count.events(),
                "cases", count.cases()));
    return answer(listener, listener + "@" + count.day(), body);
  }

  /** Writes a report as a message for a queue; nothing else of the exchange goes along. */
  public void letter(Exchange exchange, OwedAnswer report) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setHeader("JMSType", "REPORT");
    in.setHeader("hubMsgId", report.messageId());
    in.setBody(new String(report.body(), StandardCharsets.UTF_8));
  }

  /** The same as a file; the names sort as the reports were written. */
  public void file(Exchange exchange, OwedAnswer report, Instant now) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    String name = "%015d_%s.json".formatted(now.toEpochMilli(), report.messageId());
    in.setHeader(Exchange.FILE_NAME, name);
    in.setBody(report.body());
  }

  /**
   * Goes on if it was taken.
   *
   * @throws IllegalStateException if the platform refused it: it comes again until that is mended
   */
  public void taken(boolean taken, OwedAnswer report) {
    if (!taken) {
      throw new IllegalStateException("HTTP " + report.status());
    }
    if (patience.over(report.system())) {
      LOG.info("{} takes its reports again", report.system());
    }
  }

  /** Says once that a platform does not take its reports. */
  public void failed(Exchange exchange, OwedAnswer report) {
    var why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.getIn().removeHeaders("*");
    if (patience.begins(report.system())) {
      LOG.warn("{} does not take its reports, they wait: {}", report.system(), why.toString());
    }
  }

  private UnaryOperator<Letter> words(String listener, HubConfig config) {
    var own = config.listeners().pushes().get(listener).ownWords();
    return own.isPresent() ? reader.mappings(config).dialect(own.get()) : UnaryOperator.identity();
  }

  private static String row(ToldEvent event, UnaryOperator<Letter> words) {
    var told = new Letter("", "", event.caseNo(), event.type(), CloudEvents.write(event));
    return words.apply(told).body();
  }

  private static OwedAnswer answer(String listener, String key, String body) {
    var id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    return new OwedAnswer(listener, id, body.getBytes(StandardCharsets.UTF_8));
  }
}
