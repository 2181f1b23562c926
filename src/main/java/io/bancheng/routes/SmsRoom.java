package io.bancheng.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.OwedLetter;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.TextMessage;
import io.bancheng.config.SmsGateway;
import io.bancheng.config.SmsTexts;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes the text message that a result makes due (短信). To whom stands in the case alone; no queue
 * ever holds a number.
 */
public final class SmsRoom {
  /** The id of the letter that the queue brings, empty if it has none. */
  public String letterId(byte[] body) {
    return MailWriter.letterId(body);
  }

  /**
   * The message.
   *
   * @param said what the reporter said, with the number; null if the person was erased
   */
  public TextMessage write(OwedLetter letter, Submission said, String queryCode, SmsTexts texts) {
    var body = read(letter.body());
    String reply = body.path("publicReplyText").asText(null);
    return new TextMessage(
        body.path("messageId").asText(),
        letter.caseNo(),
        number(said),
        texts.feedback(letter.caseNo(), queryCode, reply));
  }

  /** The message as the gateway is to take it. */
  public OwedAnswer owed(TextMessage message) {
    var body =
        CanonicalJson.write(
            Map.of("messageId", message.messageId(), "to", message.to(), "text", message.text()));
    return new OwedAnswer(
        SmsGateway.SYSTEM, message.messageId(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(Submission said) {
    return said == null ? "" : said.reporter().mobile().orElse("");
  }

  private static JsonNode read(String json) {
    try {
      return CanonicalJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The outbox holds a letter that cannot be read", e);
    }
  }
}
