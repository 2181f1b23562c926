package io.bancheng.ledger;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The columns in which people speak: sealed when written, each for the row it stands in. */
final class Safe {
  private final Seal seal;

  Safe(Seal seal) {
    this.seal = seal;
  }

  /** What an event of a case says. */
  byte[] words(String caseNo, int seq, String words) {
    return seal(wordsRow(caseNo, seq), words);
  }

  /** The same again; null if it was erased. */
  String words(String caseNo, int seq, byte[] sealed) {
    return open(wordsRow(caseNo, seq), sealed);
  }

  static String wordsRow(String caseNo, int seq) {
    return "person_data/" + caseNo + "/" + seq;
  }

  byte[] letter(String msgId, String body) {
    return seal(letterRow(msgId), body);
  }

  String letter(String msgId, byte[] sealed) {
    return open(letterRow(msgId), sealed);
  }

  static String letterRow(String msgId) {
    return "outbox/" + msgId;
  }

  /** The bytes of a message that came in. */
  byte[] raw(InboundMessage m) {
    return seal.seal(rawRow(m.door(), m.messageId(), m.receivedAt()), m.raw());
  }

  byte[] raw(String door, String msgId, Instant receivedAt, byte[] sealed) {
    return seal.open(rawRow(door, msgId, receivedAt), sealed);
  }

  static String rawRow(String door, String msgId, Instant receivedAt) {
    return "inbound/" + door + "/" + (msgId == null ? "" : msgId) + "/" + receivedAt.toEpochMilli();
  }

  private byte[] seal(String row, String text) {
    return text == null ? null : seal.seal(row, text.getBytes(StandardCharsets.UTF_8));
  }

  private String open(String row, byte[] sealed) {
    return sealed == null ? null : new String(seal.open(row, sealed), StandardCharsets.UTF_8);
  }
}
