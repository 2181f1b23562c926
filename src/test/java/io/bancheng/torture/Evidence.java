package io.bancheng.torture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What everybody wrote down during a run: the sender, the departments, the ledger.
 *
 * @param sent source ids that were pushed at least once
 * @param receipts every 2xx the sender got
 * @param refusals every other final answer the sender got
 * @param assignments what the ledger says was handed to whom
 * @param deliveries every message of an assignment that a department read, repeats included
 * @param answered keys of replies that the broker took from a department, with the department
 * @param taken keys of replies that the ledger has, with the department
 */
record Evidence(
    Set<String> sent,
    List<Receipt> receipts,
    List<Refusal> refusals,
    List<LedgerCase> cases,
    List<Handed> assignments,
    List<Delivery> deliveries,
    Set<String> answered,
    Set<String> taken) {

  /** A 2xx: under that source id, with that text, the hub named that case. */
  record Receipt(String sourceId, String contentSha, String caseNo) {}

  /**
   * A final answer that is not 2xx.
   *
   * @param conflict whether another text was pushed under a known source id, so that it is right
   */
  record Refusal(String sourceId, int status, boolean conflict) {}

  /** A case of the ledger, and whether its chain verifies and its events give what is stored. */
  record LedgerCase(
      String caseNo,
      String sourceId,
      String contentSha,
      String status,
      boolean chainHolds,
      boolean foldHolds) {}

  /** An assignment of the ledger; the department in dotted form. */
  record Handed(String assignmentId, String department) {}

  /**
   * An assignment as a department read it.
   *
   * @param department whose queue it was read from
   * @param addressee whom the message itself names
   * @param effect whether the department acted on it: it had not seen the message id before
   */
  record Delivery(String department, String addressee, String assignmentId, boolean effect) {}

  static String sha(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
