package io.bancheng.window;

import io.bancheng.canonical.ChannelPaused;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/**
 * Takes a filled-in form: one that became a case before gives the same receipt, one with faults is
 * given back, any other goes the way of every channel's message.
 */
final class FormDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FormDesk.class);

  private final IntakeDesk intake;
  private final ActiveConfig config;
  private final FormTokens tokens;
  private final Clock clock;
  private final Room room = new Room(120);

  FormDesk(IntakeDesk intake, ActiveConfig config, FormTokens tokens, Clock clock) {
    this.intake = intake;
    this.config = config;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Whether the channel that the forms belong to is connected. */
  boolean open() {
    return config.current().channels().containsKey(FormMessage.CHANNEL);
  }

  /** A form that nobody has written into. */
  Sheet blank() {
    return Sheet.blank(tokens.issue());
  }

  /** The places that can be chosen. */
  List<RegionChoice> places() {
    return RegionChoice.all(config.current().regions());
  }

  Outcome submit(Upload upload) {
    var token = tokens.genuine(upload.answers().get("formToken"));
    if (token.isEmpty()) {
      return again(tokens.issue(), upload, "token.missing", HttpStatus.UNPROCESSABLE_ENTITY);
    }
    try {
      return before(token.get()).orElseGet(() -> first(token.get(), upload));
    } catch (DataAccessException | TransactionException e) {
      LOG.error("a form was refused, the ledger cannot be reached: {}", e.toString());
      return again(token.get(), upload, "away", HttpStatus.SERVICE_UNAVAILABLE);
    } catch (ChannelPaused e) {
      return again(token.get(), upload, "paused", HttpStatus.SERVICE_UNAVAILABLE);
    } catch (RuntimeException e) {
      LOG.error("a form could not be taken; its sender was asked to send it again", e);
      return again(token.get(), upload, "failed", HttpStatus.INTERNAL_SERVER_ERROR);
    }
  }

  private Optional<Outcome> before(FormToken token) {
    return intake
        .receipt(FormMessage.CHANNEL, token.id())
        .map(receipt -> new Outcome.Received(receipt, true));
  }

  private Outcome first(FormToken token, Upload upload) {
    if (!tokens.valid(token)) {
      return again(tokens.issue(), upload, "token.old", HttpStatus.UNPROCESSABLE_ENTITY);
    }
    if (!upload.whole()) {
      return again(token, upload, "cut", HttpStatus.PAYLOAD_TOO_LARGE);
    }
    var regions = config.current().regions();
    var faults = Questions.check(upload.answers(), upload.documents(), regions);
    return faults.isEmpty()
        ? room.with(upload, () -> take(token, upload))
        : again(token, upload, faults, HttpStatus.UNPROCESSABLE_ENTITY);
  }

  private Outcome take(FormToken token, Upload upload) {
    try {
      var receipt = intake.take(message(token, upload));
      return new Outcome.Received(receipt, receipt.replayed());
    } catch (Unacceptable e) {
      return before(token).orElseGet(() -> parked(token, upload, e));
    }
  }

  private InboundMessage message(FormToken token, Upload upload) {
    return FormMessage.of(token, upload, config.current().regions(), clock.instant());
  }

  private static Outcome parked(FormToken token, Upload upload, Unacceptable e) {
    LOG.error(
        "a form of the window's page is parked as {}: mend mappings/ so that it can be taken, then"
            + " retry it.",
        e.kind());
    return again(token, upload, "parked", HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private static Outcome again(FormToken token, Upload upload, String why, HttpStatus status) {
    return again(token, upload, Faults.one(Fault.of(Fault.FORM, why, token.id())), status);
  }

  private static Outcome again(FormToken token, Upload upload, Faults faults, HttpStatus status) {
    boolean lost = !upload.documents().isEmpty();
    return new Outcome.Again(new Sheet(token, upload.answers(), faults, lost), status);
  }
}
