package io.bancheng.rules;

/**
 * Why the office's rules do not allow an action at the moment.
 *
 * @param rule stable name, e.g. {@code TOO_LATE}
 * @param why for logs and the timeline
 * @param msg for those who asked, in Chinese
 */
public record Obstacle(String rule, String why, String msg) {}
