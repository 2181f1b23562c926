package io.bancheng.console;

import io.bancheng.canonical.Submission.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The documents of a case as the API lists them. */
final class AttachmentJson {
  private AttachmentJson() {}

  static List<Map<String, Object>> list(String caseNo, List<Attachment> attachments) {
    var list = new ArrayList<Map<String, Object>>();
    for (Attachment attachment : attachments) {
      int n = list.size() + 1;
      list.add(line(n, attachment, "/api/v1/cases/%s/attachments/%d".formatted(caseNo, n)));
    }
    return list;
  }

  private static Map<String, Object> line(int n, Attachment attachment, String here) {
    var json = new LinkedHashMap<String, Object>();
    json.put("n", n);
    json.put("name", attachment.name());
    json.put("mediaType", attachment.mediaType());
    json.put("size", attachment.size());
    json.put("sha256", attachment.sha256());
    json.put("sourceUrl", attachment.sourceUrl());
    json.put("href", attachment.sha256() == null ? null : here);
    json.values().removeIf(Objects::isNull);
    return json;
  }
}
