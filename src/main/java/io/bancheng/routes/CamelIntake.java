package io.bancheng.routes;

import io.bancheng.canonical.ChannelGate;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Unacceptable;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Takes a person's message down the route {@code take-now}. */
public final class CamelIntake implements IntakeDesk {
  private static final String CHANNEL = "channel.";

  private final ProducerTemplate template;
  private final ChannelGate gate;

  public CamelIntake(ProducerTemplate template, ChannelGate gate) {
    this.template = template;
    this.gate = gate;
  }

  @Override
  public Receipt take(InboundMessage message) {
    return take(message, Receipt.class);
  }

  @Override
  public NoteReceipt note(InboundMessage message) {
    return take(message, NoteReceipt.class);
  }

  @Override
  public Optional<Receipt> receipt(String channelCode, String sourceCaseId) {
    var answer = request("direct:find-receipt", sourceCaseId, Map.of("channel", channelCode));
    return ((Optional<?>) answer).map(Receipt.class::cast);
  }

  private <T> T take(InboundMessage message, Class<T> kind) {
    gate.admit(message.door().substring(CHANNEL.length()));
    Object outcome = request("direct:take-now", message, Map.of());
    if (kind.isInstance(outcome)) {
      return kind.cast(outcome);
    }
    throw outcome instanceof Exception refusal
        ? Unacceptable.in(refusal)
        : new IllegalStateException("a person's message became no " + kind.getSimpleName());
  }

  private Object request(String route, Object body, Map<String, Object> headers) {
    try {
      return template.requestBodyAndHeaders(route, body, headers);
    } catch (CamelExecutionException e) {
      throw CamelDesk.reason(e);
    }
  }
}
