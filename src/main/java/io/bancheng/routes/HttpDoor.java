package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseBatch;
import io.bancheng.canonical.ChannelPaused;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.ManyMessages;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP entrance of a channel. Lets in the bytes, the media type and the idempotency key,
 * nothing else; answers as the contract says.
 */
public final class HttpDoor {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  private final Clock clock;

  public HttpDoor(Clock clock) {
    this.clock = clock;
  }

  /** What was sent, as an envelope; every header of the request is left outside. */
  public InboundMessage enter(Exchange exchange, String door) {
    var in = exchange.getIn();
    String contentType = in.getHeader(Exchange.CONTENT_TYPE, String.class);
    String key = in.getHeader("Idempotency-Key", String.class);
    byte[] raw = in.getBody(byte[].class);
    in.removeHeaders("*");
    return new InboundMessage(
        null, door, null, contentType, key, raw == null ? new byte[0] : raw, clock.instant());
  }

  /** Whether several messages came in one body. */
  public boolean several(InboundMessage message) {
    return ManyMessages.in(message);
  }

  /** The messages of a body that holds several. */
  public CaseBatch apart(InboundMessage message) {
    return new CaseBatch(ManyMessages.of(message));
  }

  /** 201 for a new case, 200 for one that was registered before, 202 for a note or for nothing. */
  public void answer(Exchange exchange) {
    var answer = DoorAnswer.to(exchange.getIn().getBody());
    reply(exchange, answer.status(), "application/json", answer.body());
    if (answer.body().get("links") instanceof Map<?, ?> links) {
      exchange.getIn().setHeader("Location", links.get("self"));
    }
    if (answer.replayed()) {
      exchange.getIn().setHeader("Idempotent-Replayed", "true");
    }
  }

  /** 207 with what became of each message. */
  public void answers(Exchange exchange, CaseBatch batch) {
    var results = batch.results();
    var items =
        IntStream.range(0, results.size())
            .mapToObj(index -> answer(results.get(index)).item(index))
            .toList();
    reply(exchange, 207, "application/json", Map.of("code", "0", "results", items));
  }

  private static DoorAnswer answer(Object result) {
    if (result instanceof Unacceptable refusal) {
      return DoorAnswer.refused(refusal);
    }
    return result instanceof Exception ? DoorAnswer.failed() : DoorAnswer.to(result);
  }

  /** 202 with what became of each reply of a department. */
  public void replies(Exchange exchange, List<ReplyOutcome> outcomes) {
    reply(exchange, 202, "application/json", Map.of("code", "0", "results", outcomes));
  }

  /** The refusal of a message that was parked. */
  public void refuse(Exchange exchange) {
    problem(exchange, DoorAnswer.refused(Unacceptable.in(cause(exchange))));
  }

  /** A caller calls too often: nothing was kept, come back soon. */
  public void tooMany(Exchange exchange) {
    problem(
        exchange,
        DoorAnswer.problem(
            429, "TOO_MANY", "Nothing was accepted. Send it again, slower.", List.of()));
    exchange.getIn().setHeader("Retry-After", "1");
  }

  /** Operations paused the channel: nothing was kept, its sender keeps it and comes back. */
  public void paused(Exchange exchange) {
    problem(
        exchange,
        DoorAnswer.problem(
            503, "PAUSED", "The channel is paused. Send it again later.", List.of()));
    exchange.getIn().setHeader("Retry-After", String.valueOf(ChannelPaused.AGAIN_SECONDS));
  }

  /** The ledger is away: nothing was accepted, come back soon. */
  public void unavailable(Exchange exchange) {
    LOG.error("intake refused, the ledger cannot be written: {}", cause(exchange).toString());
    problem(
        exchange,
        DoorAnswer.problem(503, "UNAVAILABLE", "Nothing was accepted. Send it again.", List.of()));
    exchange.getIn().setHeader("Retry-After", "2");
  }

  /** A fault of ours: nothing was accepted. */
  public void failed(Exchange exchange) {
    LOG.error("intake failed; its sender was told that nothing was accepted", cause(exchange));
    problem(exchange, DoorAnswer.failed());
  }

  private static Exception cause(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
  }

  private static void problem(Exchange exchange, DoorAnswer answer) {
    reply(exchange, answer.status(), "application/problem+json", answer.body());
  }

  private static void reply(Exchange exchange, int status, String type, Object body) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    in.setHeader(Exchange.CONTENT_TYPE, type + ";charset=UTF-8");
    in.setBody(CanonicalJson.write(body));
  }
}
