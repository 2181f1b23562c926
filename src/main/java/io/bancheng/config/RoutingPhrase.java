package io.bancheng.config;

/**
 * A phrase that must hit a rule: a row of {@code config/tables/routing.test.csv}.
 *
 * @param at file and line
 */
public record RoutingPhrase(String text, String expectedRule, String at) {}
