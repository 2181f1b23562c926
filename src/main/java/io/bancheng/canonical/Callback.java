package io.bancheng.canonical;

import java.time.Instant;

/**
 * One time that a reporter was asked, or said unasked, how it went (回访).
 *
 * @param role REPORTER where the reporter rated without being called
 * @param by system id or staff account
 * @param round the round of handling that it is about
 */
public record Callback(Instant at, Role role, String by, int round, CallbackResult result) {}
