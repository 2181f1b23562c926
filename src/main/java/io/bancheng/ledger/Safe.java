package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Texts;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns in which people speak: sealed when written, each for the row it stands in. */
final class Safe {
  private static final String TEXTS = "texts";
  private static final String CLOSURE = "closure";
  private static final JsonNode NONE = CanonicalJson.MAPPER.valueToTree(Texts.NONE);
  private static final ObjectNode NOTHING = CanonicalJson.MAPPER.createObjectNode();

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

  /**
   * A case as it stands, for its row.
   *
   * @param opinions what departments and the office concluded in their own words, null if nothing
   */
  record State(String json, byte[] opinions) {}

  State state(Case c) {
    boolean silent = c.closure() == null && c.assignments().stream().allMatch(Safe::silent);
    if (silent) {
      return new State(CanonicalJson.write(c), null);
    }
    ObjectNode state = CanonicalJson.MAPPER.valueToTree(c);
    var words = CanonicalJson.MAPPER.createObjectNode();
    speaking(state).forEach((id, node) -> words.set(id, node.remove(TEXTS)));
    return new State(state.toString(), seal(opinionsRow(c.caseNo()), words.toString()));
  }

  /** The case of a row that has {@code case_no}, {@code state} and {@code opinions}. */
  Case state(ResultSet rs) throws SQLException {
    var state = CaseRow.read(rs.getString("state"), ObjectNode.class);
    String said = open(opinionsRow(rs.getString("case_no")), rs.getBytes("opinions"));
    var words = said == null ? NOTHING : CaseRow.read(said, ObjectNode.class);
    speaking(state)
        .forEach(
            (id, part) -> {
              if (words.has(id) || !part.has(TEXTS)) {
                part.set(TEXTS, words.has(id) ? words.get(id) : NONE);
              }
            });
    return CaseRow.state(state);
  }

  static String opinionsRow(String caseNo) {
    return "case_record/" + caseNo;
  }

  private static boolean silent(Assignment a) {
    return a.opinion() == null;
  }

  /** The parts of a case that have texts, by the assignment's id; the closure's by its name. */
  private static Map<String, ObjectNode> speaking(ObjectNode state) {
    var parts = new LinkedHashMap<String, ObjectNode>();
    for (var assignment : state.path("assignments")) {
      if (assignment.path("opinion") instanceof ObjectNode opinion) {
        parts.put(assignment.path("id").asText(), opinion);
      }
    }
    if (state.path(CLOSURE) instanceof ObjectNode closure) {
      parts.put(CLOSURE, closure);
    }
    return parts;
  }

  private byte[] seal(String row, String text) {
    return text == null ? null : seal.seal(row, text.getBytes(StandardCharsets.UTF_8));
  }

  private String open(String row, byte[] sealed) {
    return sealed == null ? null : new String(seal.open(row, sealed), StandardCharsets.UTF_8);
  }
}
