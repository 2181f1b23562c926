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
 * @param beside what else there is to see when all is quiet again
 * @param watched what was seen meanwhile
 */
record Evidence(
    Set<String> sent,
    List<Receipt> receipts,
    List<Refusal> refusals,
    List<LedgerCase> cases,
    List<Handed> assignments,
    List<Delivery> deliveries,
    Set<String> answered,
    Set<String> taken,
    Beside beside,
    Watched watched) {

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
      String caseNo, String sourceId, String contentSha, String status, Holds holds) {}

  /**
   * What must be true of every case.
   *
   * @param sequence its events are numbered from one on without a gap
   * @param version the files that decided it are kept
   * @param routing by these files it still goes where it went
   * @param closure it was closed once in each round, when its shares were done
   */
  record Holds(
      boolean chain,
      boolean fold,
      boolean sequence,
      boolean version,
      boolean routing,
      boolean closure) {
    static final Holds ALL = new Holds(true, true, true, true, true, true);
  }

  /** A message that the reporters' channel read. */
  record Answer(String msgId, String type, String caseNo) {}

  /**
   * What else there is to see.
   *
   * @param answers what the channel read; empty where none of it was looked at
   * @param outOfOrder letters that came after younger ones
   * @param babbled words of replies that nobody can read, as departments said them
   * @param parked the same words, as they are parked; one for each time
   * @param owed letters that still wait to be sent
   * @param unanswered assignments that count as not answered although they are
   * @param waiting messages that still wait to be taken up
   * @param overlooked limits that passed and that nobody looked at
   * @param late assignments that came later than the faults explain
   * @param stuck times when the work did not go on
   * @param leaks lines of logs with what must not stand there
   */
  record Beside(
      List<Answer> answers,
      List<String> outOfOrder,
      Set<String> babbled,
      List<String> parked,
      int owed,
      int unanswered,
      int waiting,
      int overlooked,
      List<String> late,
      List<String> stuck,
      List<String> leaks) {
    static final Beside NOTHING =
        new Beside(
            List.of(), List.of(), Set.of(), List.of(), 0, 0, 0, 0, List.of(), List.of(), List.of());
  }

  /**
   * What was seen while it went on.
   *
   * @param thrownAway messages that the broker gave up on
   * @param parkedDead those of them that the ledger has
   * @param glances at cases, by those who may see them and by others
   * @param pace how soon assignments came
   */
  record Watched(long thrownAway, long parkedDead, List<Glance> glances, Pace pace) {
    static final Watched NOTHING = new Watched(0, 0, List.of(), Pace.NONE);
  }

  /**
   * Somebody asked for a case.
   *
   * @param may whether it is theirs
   * @param shown whether the answer said anything about it
   */
  record Glance(String who, String caseNo, boolean may, int status, boolean shown) {
    /** Whether that is as it should be; a hub that was away has shown nothing. */
    boolean right() {
      return may ? shown || status == 0 || status >= 500 : !shown && status / 100 != 2;
    }
  }

  /** An assignment of the ledger; the department in dotted form. */
  record Handed(String assignmentId, String department) {}

  /**
   * An assignment as a department read it.
   *
   * @param department whose queue it was read from
   * @param addressee whom the message itself names
   * @param effect whether the department acted on it: it had not seen the message id before
   * @param at milliseconds of the epoch
   */
  record Delivery(
      String department, String addressee, String assignmentId, boolean effect, long at) {}

  static String sha(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
