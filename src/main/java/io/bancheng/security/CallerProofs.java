package io.bancheng.security;

import io.bancheng.canonical.Proof;
import io.bancheng.canonical.UsedNonces;
import java.time.Clock;
import java.util.function.Function;

/**
 * What is asked of systems that call over HTTP.
 *
 * @param of how a system proves who it is, by its id, as it is configured now
 * @param nonces the words that signed requests used
 * @param clock by which requests are young
 */
public record CallerProofs(Function<String, Proof> of, UsedNonces nonces, Clock clock) {}
