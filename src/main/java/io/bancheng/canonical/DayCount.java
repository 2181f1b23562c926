package io.bancheng.canonical;

import java.time.LocalDate;

/** How much happened on a day (Asia/Shanghai), so that a listener can see whether it heard all. */
public record DayCount(LocalDate day, long events, long cases) {}
