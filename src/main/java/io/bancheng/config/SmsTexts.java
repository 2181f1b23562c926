package io.bancheng.config;

import java.util.List;
import java.util.Map;

/**
 * What the hub writes to reporters by text message: {@code config/texts/sms.yaml}.
 *
 * @param feedback the result
 * @param noReply what stands where a department left nothing for the reporter
 */
public record SmsTexts(String feedback, String noReply) {
  static final String FILE = "config/texts/sms.yaml";

  static SmsTexts read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings).keys("FEEDBACK", "noReply");
    return new SmsTexts(
        Placeholders.checked(
            root.need("FEEDBACK"), List.of("caseNo", "queryCode", "reply"), findings),
        root.need("noReply").text());
  }

  /** The message about a result; {@code reply} null if nothing was left for the reporter. */
  public String feedback(String caseNo, String queryCode, String reply) {
    return Placeholders.fill(
        feedback,
        Map.of("caseNo", caseNo, "queryCode", queryCode, "reply", reply == null ? noReply : reply));
  }
}
