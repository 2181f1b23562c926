package io.bancheng.routes;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once when a mailbox cannot be read, and once when it can be read again; in between the hub
 * goes on trying in silence.
 */
final class MailboxWatch implements PollingConsumerPollStrategy, ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

  private final String mailbox;
  private boolean troubled;
  private boolean failedNow;

  MailboxWatch(String mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
    failedNow = false;
    return true;
  }

  @Override
  public synchronized void commit(Consumer consumer, Endpoint endpoint, int polled) {
    if (troubled && !failedNow) {
      troubled = false;
      LOG.info("the mailbox {} can be read again", mailbox);
    }
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause) {
    handleException(cause);
    return false;
  }

  @Override
  public synchronized void handleException(Throwable cause) {
    failedNow = true;
    if (!troubled) {
      troubled = true;
      LOG.warn("the mailbox {} cannot be read, trying again: {}", mailbox, cause.toString());
    }
  }

  @Override
  public void handleException(String message, Throwable cause) {
    handleException(cause);
  }

  @Override
  public void handleException(String message, Exchange exchange, Throwable cause) {
    handleException(cause);
  }
}
