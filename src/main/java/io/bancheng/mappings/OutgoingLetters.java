package io.bancheng.mappings;

import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.NoteReceipt;
import java.util.ArrayList;
import java.util.List;
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
  private final Function<String, UnaryOperator<Letter>> dialects;

  /**
   * @param answering whether the channel of that code takes answers
   * @param texting whether reporters of the channel of that code are told by text message
   * @param dialects in which words the channel of that code is answered
   */
  public OutgoingLetters(
      Predicate<String> answering,
      Predicate<String> texting,
      Function<String, UnaryOperator<Letter>> dialects) {
    this.answering = answering;
    this.texting = texting;
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
      }
      departments.of(event).forEach(letters::add);
    }
    return List.copyOf(letters);
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
