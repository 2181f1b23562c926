package io.bancheng.canonical;

/**
 * A submission about to become a case.
 *
 * @param caseNo its number
 * @param channelCode the connected system it came from
 * @param earlierCaseNo an open case that the same source says it belongs to, null if there is none
 */
public record Registration(
    String caseNo, String channelCode, Submission submission, String earlierCaseNo) {}
