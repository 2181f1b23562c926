package io.bancheng.report;

/**
 * A group as the page shows it.
 *
 * @param open the address that shows this group alone; empty if it cannot be asked for
 */
record GroupLine(String name, String open, Group group) {}
