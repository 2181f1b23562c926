package io.bancheng.canonical;

import java.util.List;

/**
 * A submission about to become a case.
 *
 * @param caseNo its number
 * @param channelCode the connected system it came from
 * @param earlierCaseNo an open case that the same source says it belongs to, null if there is none
 * @param ofReporter the reporter's other open cases, the latest first
 */
public record Registration(
    String caseNo,
    String channelCode,
    Submission submission,
    String earlierCaseNo,
    List<OpenCase> ofReporter) {}
