package io.bancheng.canonical;

/**
 * The class a case was given (分类).
 *
 * @param handleLimit the handling limit as text, e.g. {@code 3wd}; null until accepted
 * @param decision the rule's explanation, null if a person classified without one
 * @param decidedBy {@code hub} or the person; null while it is only a proposal
 */
public record Classification(
    String categoryCode,
    IssueClass issueClass,
    String handleLimit,
    RoutingDecision decision,
    String decidedBy) {}
