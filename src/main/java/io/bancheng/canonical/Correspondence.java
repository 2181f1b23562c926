package io.bancheng.canonical;

import java.util.List;

/**
 * Which letters a change of a case makes due. Pure: the same file always gives the same letters.
 */
public interface Correspondence {
  List<Letter> letters(CaseFile file);

  /** What the sender of a note is told once the note is in the ledger. */
  List<Letter> receipt(NoteReceipt receipt, InboundMessage note);
}
