package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.ChannelPaused;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.Unacceptable;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** 201 for a new case, 200 for one that was registered before, 202 for a note or for nothing. */
  public void answer(Exchange exchange) {
    if (exchange.getIn().getBody() instanceof Receipt receipt) {
      registered(exchange, receipt);
    } else if (exchange.getIn().getBody() instanceof NoteReceipt receipt) {
      taken(exchange, receipt);
    } else {
      reply(exchange, 202, "application/json", Map.of("code", "0"));
    }
  }

  private static void registered(Exchange exchange, Receipt receipt) {
    String self = "/api/v1/cases/" + receipt.caseNo();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", "0");
    body.put("caseNo", receipt.caseNo());
    body.put("queryCode", receipt.queryCode());
    body.put("status", receipt.status());
    body.put("receivedAt", receipt.receivedAt());
    if (receipt.mergedIntoCaseNo() != null) {
      body.put("mergedIntoCaseNo", receipt.mergedIntoCaseNo());
    }
    body.put("links", Map.of("self", self, "events", self + "/events"));
    reply(exchange, receipt.replayed() ? 200 : 201, "application/json", body);
    exchange.getIn().setHeader("Location", self);
    if (receipt.replayed()) {
      exchange.getIn().setHeader("Idempotent-Replayed", "true");
    }
  }

  private static void taken(Exchange exchange, NoteReceipt receipt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", "0");
    body.put("caseNo", receipt.subject().caseNo());
    body.put("status", receipt.status());
    body.put("noteType", receipt.noteType());
    if (receipt.mergedIntoCaseNo() != null) {
      body.put("mergedIntoCaseNo", receipt.mergedIntoCaseNo());
    }
    reply(exchange, 202, "application/json", body);
    if (receipt.replayed()) {
      exchange.getIn().setHeader("Idempotent-Replayed", "true");
    }
  }

  /** 202 with what became of each reply of a department. */
  public void replies(Exchange exchange, List<ReplyOutcome> outcomes) {
    reply(exchange, 202, "application/json", Map.of("code", "0", "results", outcomes));
  }

  /** The refusal of a message that was parked. */
  public void refuse(Exchange exchange) {
    var why = Unacceptable.in(cause(exchange));
    int status =
        switch (why.kind()) {
          case UNREADABLE -> 400;
          case CONFLICT, NOT_ALLOWED -> 409;
          case UNKNOWN_SUBJECT -> 404;
          case INVALID, KEY_REUSED, UNKNOWN_SENDER, UNKNOWN_CODE -> 422;
        };
    problem(exchange, status, why.kind().name(), why.getMessage(), why.faults());
  }

  /** A caller calls too often: nothing was kept, come back soon. */
  public void tooMany(Exchange exchange) {
    problem(exchange, 429, "TOO_MANY", "Nothing was accepted. Send it again, slower.", List.of());
    exchange.getIn().setHeader("Retry-After", "1");
  }

  /** Operations paused the channel: nothing was kept, its sender keeps it and comes back. */
  public void paused(Exchange exchange) {
    problem(exchange, 503, "PAUSED", "The channel is paused. Send it again later.", List.of());
    exchange.getIn().setHeader("Retry-After", String.valueOf(ChannelPaused.AGAIN_SECONDS));
  }

  /** The ledger is away: nothing was accepted, come back soon. */
  public void unavailable(Exchange exchange) {
    LOG.error("intake refused, the ledger cannot be written: {}", cause(exchange).toString());
    problem(exchange, 503, "UNAVAILABLE", "Nothing was accepted. Send it again.", List.of());
    exchange.getIn().setHeader("Retry-After", "2");
  }

  /** A fault of ours: nothing was accepted. */
  public void failed(Exchange exchange) {
    LOG.error("intake failed; its sender was told that nothing was accepted", cause(exchange));
    problem(exchange, 500, "FAILED", "Nothing was accepted. Send it again.", List.of());
  }

  private static Exception cause(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
  }

  private static void problem(
      Exchange exchange, int status, String code, String detail, List<Unacceptable.Fault> faults) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:bancheng:problem:" + code.toLowerCase(Locale.ROOT));
    body.put("title", code);
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    body.put("msg", msg(code));
    if (!faults.isEmpty()) {
      body.put("errors", faults);
    }
    reply(exchange, status, "application/problem+json", body);
  }

  private static String msg(String code) {
    return switch (code) {
      case "UNREADABLE" -> "报文无法解析，已留存待人工处理";
      case "INVALID" -> "报文内容不符合要求，已留存待人工处理";
      case "CONFLICT" -> "来源编号已登记且内容不同，已留存待人工处理";
      case "NOT_ALLOWED" -> "工单当前状态不允许该操作，已留存待人工处理";
      case "UNKNOWN_SUBJECT" -> "未找到对应的工单，已留存待人工处理";
      case "KEY_REUSED" -> "幂等键已用于其他内容";
      case "UNKNOWN_SENDER" -> "发件人不是该办件登记的联系人，已留存待人工确认";
      case "UNKNOWN_CODE" -> "报文含有未登记的代码，已留存待人工补充对照";
      case "TOO_MANY" -> "请求过于频繁，请稍后重试";
      case "PAUSED" -> "该渠道已暂停接收，报文未受理，请稍后重新发送";
      case "UNAVAILABLE" -> "系统暂不可用，请稍后重试";
      default -> "处理失败，请稍后重试";
    };
  }

  private static void reply(Exchange exchange, int status, String type, Object body) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    in.setHeader(Exchange.CONTENT_TYPE, type + ";charset=UTF-8");
    in.setBody(CanonicalJson.write(body));
  }
}
