package io.bancheng.window;

import java.time.Instant;

/**
 * What tells one shown form from every other.
 *
 * @param id what the case is known by to its channel; says nothing about the person
 * @param text what stands in the page: the id and the hub's signature, which is told to nobody else
 */
record FormToken(String id, Instant shownAt, String text) {}
