package io.bancheng.mappings;

import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.NoteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every letter of the hub: to the departments of a case and to the channel that it came from.
 *
 * <p>Bodies carry no {@code messageId} yet. It is the outbox's {@code hubMsgId}, made when the
 * letter is stored; the outbox puts it in as the body's first field.
 */
public final class OutgoingLetters implements Correspondence {
  private final Predicate<String> answering;

  /**
   * @param answering whether the channel of that code takes answers
   */
  public OutgoingLetters(Predicate<String> answering) {
    this.answering = answering;
  }

  @Override
  public List<Letter> letters(CaseFile file) {
    var letters = new ArrayList<Letter>();
    var departments = new DepartmentLetters(file);
    var channel = new ChannelLetters(file);
    boolean answers = answering.test(file.current().source().channelCode());
    for (CaseEvent event : file.fresh()) {
      if (answers) {
        channel.of(event).forEach(letters::add);
      }
      departments.of(event).forEach(letters::add);
    }
    return List.copyOf(letters);
  }

  @Override
  public List<Letter> receipt(NoteReceipt receipt, InboundMessage note) {
    String code = note.sender();
    return answering.test(code)
        ? List.of(ChannelLetters.receipt(receipt, note.receivedAt(), code))
        : List.of();
  }
}
