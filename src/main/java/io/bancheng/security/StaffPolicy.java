package io.bancheng.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How staff sign in and how long that lasts; docs/secure.md tells.
 *
 * @param session after which everybody signs in again
 * @param idle after which whoever did nothing signs in again; a page that renews itself is nothing
 * @param secondFactor whether nobody works without a password of their own and a second factor
 * @param tries wrong ones in a row, the last of which locks the account
 * @param locked for how long
 * @param fourEyes whether rules, addresses and erasures need a second person
 * @param proposalsLast how long something waits for one
 */
@ConfigurationProperties("bancheng.staff")
public record StaffPolicy(
    @DefaultValue("8h") Duration session,
    @DefaultValue("30m") Duration idle,
    @DefaultValue("false") boolean secondFactor,
    @DefaultValue("5") int tries,
    @DefaultValue("15m") Duration locked,
    @DefaultValue("false") boolean fourEyes,
    @DefaultValue("7d") Duration proposalsLast) {}
