package io.bancheng.routes;

import io.bancheng.canonical.OwedLetter;
import io.bancheng.canonical.Submission;
import io.bancheng.config.HubConfig;
import io.bancheng.config.MailServer;
import io.bancheng.config.MailTexts;
import jakarta.mail.MessagingException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one mail channel's letters to their reporters: finds out whom, writes, hands over. */
public final class MailRoom {
  private static final Logger LOG = LoggerFactory.getLogger(MailRoom.class);

  private final MailWriter writer;
  private final MailPost post;
  private final Clock clock;

  MailRoom(MailServer server, String password, Clock clock) {
    this.writer = new MailWriter(server.domain());
    this.post = new MailPost(server, password);
    this.clock = clock;
  }

  /** The id of the letter that a channel's queue brings, empty if it has none. */
  public String letterId(byte[] body) {
    return MailWriter.letterId(body);
  }

  /**
   * Sends the mail that a letter makes due, if it makes one due.
   *
   * @param said what the reporter said, with the address; null if the person was erased
   * @return {@code NONE}, {@code SENT} if the server took it, {@code REFUSED} if the reporter
   *     cannot be reached by mail
   * @throws MessagingException if it is worth another try
   */
  public String send(OwedLetter letter, Submission said, String queryCode, HubConfig config)
      throws MessagingException {
    var texts = config.mailTexts();
    if (!texts.letters().containsKey(letter.type())) {
      return "NONE";
    }
    boolean reachable = said != null && MailWriter.address(said).isPresent();
    boolean sent = reachable && post.send(written(letter, said, queryCode, texts), clock.instant());
    LOG.info("case {} {} by mail: {}", letter.caseNo(), letter.type(), sent ? "sent" : "refused");
    return sent ? "SENT" : "REFUSED";
  }

  private OutgoingMail written(
      OwedLetter letter, Submission said, String queryCode, MailTexts texts) {
    try {
      return writer.write(letter, said, queryCode, texts);
    } catch (RuntimeException e) {
      LOG.error(
          "case {} {} cannot be written as a mail and holds up the letters behind it: {}",
          letter.caseNo(),
          letter.type(),
          e.getClass().getName());
      throw e;
    }
  }
}
