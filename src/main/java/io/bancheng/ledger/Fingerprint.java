package io.bancheng.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Submission;
import java.util.List;

/** Whether two submissions say the same: everything but when and how they were sent. */
final class Fingerprint {
  private static final List<String> CARRIAGE =
      List.of("messageId", "sentAt", "receivedAt", "rawSha256", "mappingId", "sourceVersion");

  private Fingerprint() {}

  static String of(Submission submission) {
    ObjectNode tree = CanonicalJson.MAPPER.valueToTree(submission);
    ((ObjectNode) tree.get("envelope")).remove(CARRIAGE);
    return Sha256.hex(tree.toString());
  }
}
