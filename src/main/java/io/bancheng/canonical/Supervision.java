package io.bancheng.canonical;

import java.time.Instant;

/**
 * That somebody outside wants to see a case handled (督办), or handled again (重办) where that is for a
 * person to decide.
 *
 * @param by system id of who asked
 * @param asked SUPERVISE or REDO
 * @param level how serious it is, in the sender's words; null if it did not say
 * @param dueAt until when an answer is wanted, null if it did not say
 * @param why why the hub did not reopen the case by itself, null for a supervision
 * @param round the round of handling that it came in
 */
public record Supervision(
    Instant at, String by, NoteType asked, String level, Instant dueAt, String why, int round) {}
