package io.bancheng.routes;

import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * {@code direct:} to the route that is there now. Camel's own producer remembers it, and when two
 * callers find at the same moment that routes were exchanged, it lets the second one go to the
 * route that is gone.
 */
final class CurrentDirect extends DirectComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters)
      throws Exception {
    var endpoint = new Current(uri, this);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static final class Current extends DirectEndpoint {
    Current(String uri, DirectComponent component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new Asking(this);
    }
  }

  /** Asks for the route with each message. */
  private static final class Asking extends DefaultAsyncProducer {
    private final DirectEndpoint endpoint;

    Asking(DirectEndpoint endpoint) {
      super(endpoint);
      this.endpoint = endpoint;
    }

    @Override
    @SuppressWarnings("deprecation") // the only way that waits for a route as Camel's own does
    public boolean process(Exchange exchange, AsyncCallback callback) {
      try {
        var route = endpoint.getConsumer();
        if (route == null) {
          throw new DirectConsumerNotAvailableException("no route begins with it", exchange);
        }
        return route.getAsyncProcessor().process(exchange, callback);
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        exchange.setException(e);
        callback.done(true);
        return true;
      }
    }
  }
}
