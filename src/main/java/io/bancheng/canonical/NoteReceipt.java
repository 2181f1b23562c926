package io.bancheng.canonical;

/**
 * The hub's word that a note about a case is in the ledger.
 *
 * @param subject the case that the sender meant
 * @param status where it stands afterwards
 * @param mergedIntoCaseNo the case that the note went to, null if that is the one meant
 * @param replayed true if the same note was taken before
 */
public record NoteReceipt(
    NoteSubject subject,
    CaseStatus status,
    NoteType noteType,
    String mergedIntoCaseNo,
    boolean replayed) {}
