package io.bancheng.routes;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests are handled and answered by the thread that took them: Tomcat's pool is the only queue.
 * Given a future, Spring would send each request, answered long since, through the server once
 * more.
 */
final class SameThreadEngine extends SpringBootPlatformHttpEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SameThreadEngine.class);

  SameThreadEngine(int port) {
    super(port);
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new Door(endpoint, processor);
  }

  private static final class Door extends SpringBootPlatformHttpConsumer {
    Door(PlatformHttpEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
    }

    /** Answers, and returns none: nothing is to follow. */
    @Override
    public CompletableFuture<Void> service(
        HttpServletRequest request, HttpServletResponse response) {
      try {
        handleService(request, response);
      } catch (Exception e) {
        LOG.warn("a request was not answered: {}", e.toString());
        failed(response);
      }
      return null;
    }

    private static void failed(HttpServletResponse response) {
      try {
        if (!response.isCommitted()) {
          response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
