package io.bancheng.mappings;

import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.FeedbackAttempted;
import io.bancheng.canonical.FeedbackFailed;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Every letter of the hub: to the departments of a case and to the channel that it came from.
 *
 * <p>Bodies carry no {@code messageId} yet. It is the outbox's {@code hubMsgId}, made when the
 * letter is stored; the outbox puts it in as the body's first field.
 */
public final class OutgoingLetters implements Correspondence {
  /** Where the results wait that reporters are told by text message. */
  private static final String TEXTS = "hub.sms";

  private final Predicate<String> answering;
  private final Predicate<String> texting;
  private final BooleanSupplier gateway;
  private final Function<String, UnaryOperator<Letter>> dialects;

  /**
   * @param answering whether the channel of that code takes answers
   * @param texting whether reporters of the channel of that code are told by text message
   * @param gateway whether there is a way for text messages, the next one where a mail failed
   * @param dialects in which words the channel of that code is answered
   */
  public OutgoingLetters(
      Predicate<String> answering,
      Predicate<String> texting,
      BooleanSupplier gateway,
      Function<String, UnaryOperator<Letter>> dialects) {
    this.answering = answering;
    this.texting = texting;
    this.gateway = gateway;
    this.dialects = dialects;
  }

  @Override
  public List<Letter> letters(CaseFile file) {
    var letters = new ArrayList<Letter>();
    var departments = new DepartmentLetters(file);
    var channel = new ChannelLetters(file);
    String code = file.current().source().channelCode();
    boolean answers = answering.test(code);
    boolean texts = texting.test(code);
    for (CaseEvent event : file.fresh()) {
      if (answers) {
        channel.of(event).map(dialects.apply(code)).forEach(letters::add);
      }
      if (texts) {
        channel
            .of(event)
            .filter(l -> l.type().equals("FEEDBACK"))
            .map(OutgoingLetters::text)
            .forEach(letters::add);
      } else if (mailFailed(event) && gateway.getAsBoolean() && hasMobile(file)) {
        channel.feedback().map(OutgoingLetters::text).forEach(letters::add);
      }
      departments.of(event).forEach(letters::add);
    }
    return List.copyOf(letters);
  }

  /** Whether the hub's own mail with the result came back or was refused. */
  private static boolean mailFailed(CaseEvent event) {
    return event instanceof FeedbackFailed
        || event instanceof FeedbackAttempted a
            && a.method() == FeedbackMethod.MAIL
            && a.actor().role() == Role.SYSTEM;
  }

  private static boolean hasMobile(CaseFile file) {
    return file.submission() != null && file.submission().reporter().mobile().isPresent();
  }

  /** The result once more, for the gateway; its type says that the channel has nothing of it. */
  private static Letter text(Letter feedback) {
    String caseNo = feedback.caseNo();
    return new Letter(TEXTS, caseNo + "/sms", caseNo, "TEXT", feedback.body());
  }

  @Override
  public List<Letter> receipt(NoteReceipt receipt, InboundMessage note) {
    String code = note.sender();
    return answering.test(code)
        ? List.of(
            dialects.apply(code).apply(ChannelLetters.receipt(receipt, note.receivedAt(), code)))
        : List.of();
  }
}
