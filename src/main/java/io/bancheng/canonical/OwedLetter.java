package io.bancheng.canonical;

/**
 * A letter that lies on a channel's queue and is not with its reporter yet.
 *
 * @param number its number in the outbox, rising in the order in which letters were written
 * @param body JSON
 */
public record OwedLetter(long number, String caseNo, String type, String body) {}
