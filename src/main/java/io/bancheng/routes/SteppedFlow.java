package io.bancheng.routes;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.Submission;
import io.bancheng.config.ActiveConfig;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.direct.DirectComponent;

/**
 * The operators' flow behind its doors, without a clockwork of its own: whoever holds it puts in
 * what was read already, and says when each watch looks. Nothing happens by itself.
 */
public final class SteppedFlow {
  private final CamelContext context;
  private final ProducerTemplate template;
  private final ActiveConfig configuration;
  private final Clock clock;
  private final CaseDesk desk;

  public SteppedFlow(CamelContext context, ActiveConfig configuration, Clock clock) {
    this.context = context;
    this.template = context.createProducerTemplate();
    this.configuration = configuration;
    this.clock = clock;
    this.desk = new CamelDesk(template);
  }

  /** Loads every file below {@code routes/}; timers and queues in them are turned by hand. */
  void load(Edition edition) throws Exception {
    context.addComponent("timer", new ByHand());
    context.addComponent("jms", new ByHand());
    Flow.load(context, edition, edition.config().flow().keySet());
  }

  /** Takes what a channel's message says: its case in the ledger, as every door has it taken. */
  public Receipt accept(Submission said, InboundMessage message) {
    Map<String, Object> properties =
        Map.of("message", message, "config", configuration.current(), "now", clock.instant());
    return (Receipt) send("direct:accept-case", said, properties);
  }

  /** Takes what a department said. */
  public void reply(Reply reply, InboundMessage message) {
    Map<String, Object> properties =
        Map.of("message", message, "config", configuration.current(), "reply", reply);
    send("direct:apply-reply", reply, properties);
  }

  /** Takes what a channel says about a case that is here. */
  public void note(ChannelNote note, InboundMessage message) {
    send("direct:note-case", note, Map.of("message", message));
  }

  /** Takes what a person decided. */
  public Case decide(Decision decision) {
    return desk.decide(decision);
  }

  /** Lets a watch look once; its name is the one of its timer in {@code routes/}. */
  public void watch(String timer) {
    send("timer:" + timer, "", Map.of());
  }

  private Object send(String route, Object body, Map<String, Object> properties) {
    var done =
        template.request(
            route,
            exchange -> {
              properties.forEach(exchange::setProperty);
              exchange.getMessage().setBody(body);
            });
    Throwable cause = done.getException();
    while (cause instanceof RuntimeCamelException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause != null) {
      throw cause instanceof RuntimeException reason ? reason : new IllegalStateException(cause);
    }
    return done.getMessage().getBody();
  }

  /** A timer or queue at which nothing comes in but by hand. */
  private static final class ByHand extends DirectComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters)
        throws Exception {
      parameters.clear();
      return super.createEndpoint(uri, rest, parameters);
    }
  }
}
