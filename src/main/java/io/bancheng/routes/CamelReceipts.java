package io.bancheng.routes;

import io.bancheng.canonical.ReceiptDesk;
import io.bancheng.canonical.TextReceipt;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Takes a gateway's receipts down the route {@code take-receipt}. */
final class CamelReceipts implements ReceiptDesk {
  private final ProducerTemplate template;

  CamelReceipts(ProducerTemplate template) {
    this.template = template;
  }

  @Override
  public void take(TextReceipt receipt) {
    try {
      template.requestBody("direct:take-receipt", receipt);
    } catch (CamelExecutionException e) {
      throw CamelDesk.reason(e);
    }
  }
}
