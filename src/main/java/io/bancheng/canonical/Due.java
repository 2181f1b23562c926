package io.bancheng.canonical;

import java.time.Instant;

/**
 * When a limit runs out and how that was computed.
 *
 * @param at the last instant that is still in time
 * @param calendar version of the calendar used
 * @param provisional true if a year was needed whose holidays are not announced yet
 */
public record Due(Instant at, String calendar, boolean provisional) {}
