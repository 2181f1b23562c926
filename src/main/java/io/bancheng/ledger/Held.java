package io.bancheng.ledger;

import java.time.Instant;

/**
 * A line that operations hold back.
 *
 * @param line {@code channel.<code>} or a department's id
 * @param by who did it
 */
public record Held(String line, String by, Instant since) {}
