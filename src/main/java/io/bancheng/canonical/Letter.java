package io.bancheng.canonical;

/**
 * A message that the hub owes somebody because of an event; the outbox sends it.
 *
 * @param address the queue it goes to
 * @param stream letters of one stream arrive in the order they were written
 * @param type message type, e.g. {@code ASSIGNMENT_DISPATCHED}
 * @param body JSON
 */
public record Letter(String address, String stream, String caseNo, String type, String body) {}
