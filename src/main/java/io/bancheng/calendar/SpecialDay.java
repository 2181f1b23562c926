package io.bancheng.calendar;

/**
 * A day that the ordinary week does not tell.
 *
 * @param off true for a day off, false for a weekend day that is worked (调休)
 * @param name the holiday it belongs to, e.g. 国庆节, or why a region is closed
 */
public record SpecialDay(boolean off, String name) {}
