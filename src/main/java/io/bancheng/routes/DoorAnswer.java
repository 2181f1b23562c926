package io.bancheng.routes;

import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Unacceptable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a sender is told over HTTP about a message of its own, whether it came alone or not. */
record DoorAnswer(int status, boolean replayed, Map<String, Object> body) {

  /** 201 for a new case, 200 for one that was registered before, 202 for a note or for nothing. */
  static DoorAnswer to(Object result) {
    if (result instanceof Receipt receipt) {
      return registered(receipt);
    }
    if (result instanceof NoteReceipt receipt) {
      return taken(receipt);
    }
    return new DoorAnswer(202, false, Map.of("code", "0"));
  }

  private static DoorAnswer registered(Receipt receipt) {
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
    return new DoorAnswer(receipt.replayed() ? 200 : 201, receipt.replayed(), body);
  }

  private static DoorAnswer taken(NoteReceipt receipt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", "0");
    body.put("caseNo", receipt.subject().caseNo());
    body.put("status", receipt.status());
    body.put("noteType", receipt.noteType());
    if (receipt.mergedIntoCaseNo() != null) {
      body.put("mergedIntoCaseNo", receipt.mergedIntoCaseNo());
    }
    return new DoorAnswer(202, receipt.replayed(), body);
  }

  /** The refusal of a message that was parked. */
  static DoorAnswer refused(Unacceptable why) {
    int status =
        switch (why.kind()) {
          case UNREADABLE -> 400;
          case CONFLICT, NOT_ALLOWED -> 409;
          case UNKNOWN_SUBJECT -> 404;
          case INVALID, KEY_REUSED, UNKNOWN_SENDER, UNKNOWN_CODE -> 422;
        };
    return problem(status, why.kind().name(), why.getMessage(), why.faults());
  }

  /** A fault of ours: nothing was accepted. */
  static DoorAnswer failed() {
    return problem(500, "FAILED", "Nothing was accepted. Send it again.", List.of());
  }

  static DoorAnswer problem(
      int status, String code, String detail, List<Unacceptable.Fault> faults) {
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
    return new DoorAnswer(status, false, body);
  }

  /**
   * As one of several: with its place and, since a case has a status of its own, {@code
   * httpStatus}.
   */
  Map<String, Object> item(int index) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", index);
    item.put("httpStatus", status);
    if (replayed) {
      item.put("replayed", true);
    }
    item.putAll(body);
    return item;
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
}
