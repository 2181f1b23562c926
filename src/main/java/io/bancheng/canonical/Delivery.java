package io.bancheng.canonical;

/**
 * A letter that the hub itself brings to a department's system, on one attempt.
 *
 * @param messageId its {@code hubMsgId}: the key by which the receiver knows it again
 * @param number its {@code hubSeq}: rising within one case and department
 * @param attempt counted from 1
 * @param lease proves that this attempt is still the caller's
 * @param doubtful an earlier sender never said whether it arrived: look it up, or decide
 * @param body the hub's own JSON
 */
public record Delivery(
    String messageId,
    long number,
    int attempt,
    int lease,
    boolean doubtful,
    DepartmentId department,
    String caseNo,
    String type,
    String body) {}
