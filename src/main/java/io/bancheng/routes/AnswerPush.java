package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes answers to a channel's own system over HTTP (回传): one after the other, each until it is
 * taken or refused. Only this exchange waits; other channels have their own.
 */
public final class AnswerPush {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerPush.class);
  private static final String PURPOSE = "push";
  private static final long LOOK_MILLIS = 200;

  private final BiFunction<String, String, Optional<String>> secrets;
  private final Patience patience;

  /**
   * @param secrets the secret of a system for a purpose, if it has one
   */
  public AnswerPush(BiFunction<String, String, Optional<String>> secrets, Patience patience) {
    this.secrets = secrets;
    this.patience = patience;
  }

  /** The answer that a message of the queue carries; nothing else of the message goes on. */
  public OwedAnswer enter(Exchange exchange, String system) throws JMSException {
    var message = exchange.getIn(JmsMessage.class).getJmsMessage();
    var body = message.getBody(String.class).getBytes(StandardCharsets.UTF_8);
    exchange.getIn().removeHeaders("*");
    return new OwedAnswer(system, message.getStringProperty("hubMsgId"), body);
  }

  /** Writes the request: the answer, its idempotency key, the secret; nothing else. */
  public void write(Exchange exchange, OwedAnswer answer) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setHeader(Exchange.CONTENT_TYPE, "application/json;charset=UTF-8");
    in.setHeader("Idempotency-Key", answer.messageId());
    secrets
        .apply(answer.system(), PURPOSE)
        .ifPresent(secret -> in.setHeader("Authorization", "Bearer " + secret));
    in.setBody(answer.body());
  }

  /**
   * Reads the response.
   *
   * @return true if the answer was taken, false if it was refused for good
   * @throws NotTaken if it is to be tried again
   */
  public boolean read(Exchange exchange, OwedAnswer answer) throws NotTaken {
    var in = exchange.getIn();
    int status = in.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    String retryAfter = in.getHeader("Retry-After", String.class);
    in.removeHeaders("*");
    in.setBody(null);
    answer.answered(status);
    return switch (Verdict.of(status)) {
      case TAKEN -> true;
      case REFUSED -> false;
      case LATER -> throw new NotTaken(status, retryAfter);
    };
  }

  /** A refused answer as a message to be parked. */
  public InboundMessage parked(OwedAnswer answer, Instant now) {
    return answer.parked(now);
  }

  /** The answer is taken care of. */
  public void done(OwedAnswer answer) {
    if (patience.over(answer.system())) {
      LOG.info("{} takes its answers again", answer.system());
    }
    answer.done();
  }

  /**
   * Waits until the answer may be tried again.
   *
   * @throws RejectedExecutionException if the hub stops meanwhile: the answer stays on the queue
   */
  public void again(Exchange exchange, OwedAnswer answer) throws InterruptedException {
    var why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.getIn().removeHeaders("*");
    var wait = patience.after(answer.inVain(), why);
    if (patience.begins(answer.system())) {
      LOG.warn("{} does not take its answers, they wait: {}", answer.system(), why.toString());
    }
    pause(exchange, wait);
  }

  private static void pause(Exchange exchange, Duration wait) throws InterruptedException {
    var never = new CountDownLatch(1);
    long until = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() < until) {
      if (exchange.getContext().isStopping()) {
        throw new RejectedExecutionException("The hub stops; the answer stays on its queue.");
      }
      never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** What a status says about an answer. */
  enum Verdict {
    TAKEN,
    REFUSED,
    LATER;

    /** 409 says that it is known; 401 and 3xx are about the connection, not about the answer. */
    static Verdict of(int status) {
      return switch (status) {
        case 409 -> TAKEN;
        case 401, 407, 408, 425, 429 -> LATER;
        default ->
            status >= 200 && status < 300 ? TAKEN : status >= 400 && status < 500 ? REFUSED : LATER;
      };
    }
  }
}
