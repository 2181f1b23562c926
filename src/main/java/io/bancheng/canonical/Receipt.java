package io.bancheng.canonical;

import java.time.Instant;

/**
 * The hub's word that a case is in the ledger.
 *
 * @param queryCode six digits with which the reporter may look the case up
 * @param replayed true if the same submission was registered before
 */
public record Receipt(
    String caseNo,
    String queryCode,
    CaseStatus status,
    Instant receivedAt,
    String mergedIntoCaseNo,
    boolean replayed) {}
