package io.bancheng.canonical;

import java.time.Instant;

/** How a case was closed (办结). */
public record Closure(
    Instant at, ResultType resultType, String policyBasis, String by, Texts texts) {}
