package io.bancheng.security;

import java.time.Instant;

/**
 * The key of one connected system, without its secret.
 *
 * @param id the system, for example {@code department.340882.ybj}
 * @param created when its present secret was written
 * @param previousValid whether the secret before it still opens the door as well
 */
public record SystemKey(String id, Instant created, boolean previousValid) {}
