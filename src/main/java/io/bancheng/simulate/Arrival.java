package io.bancheng.simulate;

import io.bancheng.canonical.Submission;
import java.time.Instant;

/** Somebody who comes with a matter, by a channel, at a time. */
record Arrival(int number, Instant at, String channelCode, Submission submission) {}
