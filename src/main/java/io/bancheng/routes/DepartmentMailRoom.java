package io.bancheng.routes;

import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryOutcome.Health;
import io.bancheng.config.HubConfig;
import io.bancheng.config.MailDepartment;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one department's letters to it by mail. A mail that may have arrived is sent again under
 * the same Message-ID: two copies of a mail harm nobody, a mail that never came does.
 */
public final class DepartmentMailRoom {
  private static final Logger LOG = LoggerFactory.getLogger(DepartmentMailRoom.class);
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 10;

  private final MailDepartment settings;
  private final DepartmentMailWriter writer;
  private final MailPost post;
  private final Clock clock;

  DepartmentMailRoom(
      MailDepartment settings, String password, DepartmentMailWriter writer, Clock clock) {
    this.settings = settings;
    this.writer = writer;
    this.post = new MailPost(settings.smtp(), password);
    this.clock = clock;
  }

  /** One attempt to bring a letter, and how it ended. */
  public DeliveryOutcome deliver(Delivery delivery, HubConfig config) {
    OutgoingMail mail;
    try {
      mail = writer.write(delivery, settings.to(), config);
    } catch (RuntimeException e) {
      var seen = new DeliveryEvidence(null, false, null, "cannot be written: " + e.getClass());
      return DeliveryOutcome.rejected(seen, Health.WELL);
    }
    return send(mail, delivery.attempt());
  }

  private DeliveryOutcome send(OutgoingMail mail, int attempt) {
    String digest = digest(mail.text());
    try {
      return post.send(mail, clock.instant())
          ? DeliveryOutcome.delivered(new DeliveryEvidence(digest, true, null, "taken"))
          : DeliveryOutcome.rejected(
              new DeliveryEvidence(digest, false, null, "no such recipient"), Health.WELL);
    } catch (MessagingException e) {
      String seen = e.getClass().getSimpleName();
      return MailPost.certainlyNot(e)
          ? DeliveryOutcome.failed(
              new DeliveryEvidence(digest, false, null, seen), pause(attempt), Health.ILL)
          : DeliveryOutcome.resent(new DeliveryEvidence(digest, true, null, seen), pause(attempt));
    }
  }

  private static Duration pause(int attempt) {
    var grown = SHORTEST.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
    return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
