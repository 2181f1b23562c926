package io.bancheng.canonical;

import java.time.Instant;

/**
 * From how much on the ledger shows something suspicious (推诿线索阈值).
 *
 * @param returns requests to give one case back
 * @param pingPong how often a department has a case again that it gave back
 * @param sameReason cases that one department gave back with the same words
 * @param since what happened before that does not count
 * @param unsignedSince a share handed out before that is unsigned for too long
 * @param unsignedDays how many working days that is
 */
public record SuspicionThresholds(
    int returns,
    int pingPong,
    int sameReason,
    Instant since,
    Instant unsignedSince,
    int unsignedDays) {}
