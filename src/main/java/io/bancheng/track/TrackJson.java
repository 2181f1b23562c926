package io.bancheng.track;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a case stands, for programs. */
final class TrackJson {
  private TrackJson() {}

  static Map<String, Object> of(Standing standing) {
    var json = new LinkedHashMap<String, Object>();
    var step = standing.status().step();
    json.put("caseNo", standing.caseNo());
    json.put("status", standing.status());
    json.put("statusZh", standing.status().zh());
    json.put("step", step);
    json.put("stepZh", step.zh());
    json.put("round", standing.round());
    json.put("steps", standing.steps());
    json.put("promised", standing.promises());
    standing.department().ifPresent(name -> json.put("department", name));
    standing.reply().ifPresent(text -> json.put("publicReplyText", text));
    standing.referral().ifPresent(text -> json.put("referralText", text));
    json.put("rating", standing.rating());
    return json;
  }
}
