package io.bancheng.console;

import io.bancheng.canonical.ReceiptDesk;
import io.bancheng.canonical.TextReceipt;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What became of text messages (短信回执), told by the gateway that sent them. */
@RestController
class ReceiptController {
  private static final int MOST = 1000;

  private final ReceiptDesk desk;

  ReceiptController(ReceiptDesk desk) {
    this.desk = desk;
  }

  /**
   * One receipt of a message.
   *
   * @param status DELIVERED, or FAILED for anything else that is final
   */
  record Receipt(String messageId, Status status) {}

  enum Status {
    DELIVERED,
    FAILED
  }

  /** Takes receipts; what is not known or was said before is no fault of the gateway. */
  @PostMapping("/api/v1/sms/receipts")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void take(@RequestBody List<Receipt> receipts) {
    if (receipts.size() > MOST
        || receipts.stream().anyMatch(r -> r.messageId() == null || r.status() == null)) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "At most 1000 receipts, each with messageId and status.");
    }
    receipts.forEach(
        r -> desk.take(new TextReceipt(r.messageId(), r.status() == Status.DELIVERED)));
  }
}
