package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Submission.Attachment;
import java.util.List;
import java.util.function.UnaryOperator;

/** The JSON body of a letter being written; what is null or empty text is left out. */
final class Body {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();
  private final UnaryOperator<String> discretion;

  private Body(UnaryOperator<String> discretion) {
    this.discretion = discretion;
  }

  /** A part of a letter. */
  static Body part(UnaryOperator<String> discretion) {
    return new Body(discretion);
  }

  /** A letter's body, with what every letter begins with. */
  static Body of(String messageType, String caseNo, UnaryOperator<String> discretion) {
    return new Body(discretion)
        .with("schemaVersion", "1.0")
        .with("messageType", messageType)
        .with("caseNo", caseNo);
  }

  Body with(String name, Object value) {
    if (value != null && !"".equals(value)) {
      node.set(
          name, value instanceof JsonNode json ? json : CanonicalJson.MAPPER.valueToTree(value));
    }
    return this;
  }

  /** Words that a person wrote, without what must not be told to this addressee. */
  Body words(String name, String text) {
    return with(name, text == null ? null : discretion.apply(text));
  }

  /** Documents; their names are words of a person, too. */
  Body attachments(List<Attachment> attachments) {
    var list = node.putArray("attachments");
    for (Attachment a : attachments) {
      ObjectNode told = CanonicalJson.MAPPER.valueToTree(a);
      list.add(a.name() == null ? told : told.put("name", discretion.apply(a.name())));
    }
    return this;
  }

  ObjectNode node() {
    return node;
  }

  Letter letter(String address, String stream) {
    return new Letter(
        address,
        stream,
        node.get("caseNo").asText(),
        node.get("messageType").asText(),
        CanonicalJson.write(node));
  }
}
