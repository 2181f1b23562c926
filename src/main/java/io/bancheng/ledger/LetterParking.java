package io.bancheng.ledger;

import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Parks letters that a department's system refused, or may or may not have. */
final class LetterParking {
  private final Inbox inbox;

  LetterParking(Inbox inbox) {
    this.inbox = inbox;
  }

  void park(
      Delivery delivery, String door, String messageId, DeliveryOutcome outcome, Instant now) {
    boolean refused = door.equals(InboundMessage.REFUSED);
    var status = outcome.evidence().status();
    String how = status == null ? "" : " (" + status + ")";
    String system = "department." + delivery.department().dotted();
    inbox.parkLetter(
        new InboundMessage(
            null,
            door + system,
            messageId,
            "application/json",
            null,
            delivery.body().getBytes(StandardCharsets.UTF_8),
            now),
        refused ? "REFUSED" : "IN_DOUBT",
        refused
            ? "%s refused letter %s%s.".formatted(system, delivery.messageId(), how)
            : "%s may or may not have letter %s%s.".formatted(system, delivery.messageId(), how),
        delivery.caseNo());
  }
}
