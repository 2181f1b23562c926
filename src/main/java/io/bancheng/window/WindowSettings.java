package io.bancheng.window;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the public page takes; docs/operate.md says when to change it.
 *
 * @param formsPerClient forms that one address may send within {@code period}
 * @param formsInAll forms that all together may send within {@code period}
 * @param uploadsAtOnce forms that may be on their way in at the same time
 */
@ConfigurationProperties("bancheng.window")
public record WindowSettings(
    @DefaultValue("30") int formsPerClient,
    @DefaultValue("3000") int formsInAll,
    @DefaultValue("10m") Duration period,
    @DefaultValue("16") int uploadsAtOnce) {}
