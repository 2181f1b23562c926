package io.bancheng.ledger;

/**
 * How long a case's chain was at an anchor, and its last hash.
 *
 * @param anchor number of the anchor
 */
record AnchorLeaf(long anchor, String caseNo, int length, String head) {}
