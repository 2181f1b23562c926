package io.bancheng.canonical;

import java.time.Instant;

/**
 * An open case of the same reporter, as the ledger finds it by the hashes of contacts and numbers.
 *
 * @param categoryCode null while it is not classified
 */
public record OpenCase(String caseNo, String categoryCode, Instant registeredAt) {}
