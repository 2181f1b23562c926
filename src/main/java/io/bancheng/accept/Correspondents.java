package io.bancheng.accept;

import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;

/**
 * Who may add to a case by mail: those whose address the case has. A mail's sender can be forged,
 * so everybody else needs a person's word.
 */
public final class Correspondents {
  /**
   * Lets a note through, or says whom it lacks.
   *
   * @param confirmed whether a person has said that the sender belongs to the case
   * @throws Unacceptable (UNKNOWN_SENDER) if a supplement comes from an address that the case does
   *     not have and nobody has confirmed
   */
  public Turn admit(Turn turn, ChannelNote note, boolean confirmed) {
    boolean anybody = note.type() == NoteType.SUPPLEMENT && note.from() != null;
    if (anybody && !confirmed && !knows(turn.submission(), note.from())) {
      throw new Unacceptable(
          Unacceptable.Kind.UNKNOWN_SENDER,
          "The sender is not a known contact of case %s. Retry it with confirmSender=true if it is one."
              .formatted(turn.current().caseNo()));
    }
    return turn;
  }

  /** Whether the address is one of the reporter's; capitals do not matter. */
  private static boolean knows(Submission said, String address) {
    return said != null
        && said.reporter().contacts().stream()
            .filter(contact -> contact.type().equals("EMAIL"))
            .anyMatch(contact -> contact.value().equalsIgnoreCase(address));
  }
}
