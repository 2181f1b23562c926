package io.bancheng.kit;

/**
 * What a scenario came to.
 *
 * @param evidence what was seen, in short and in no language
 */
record Outcome(Verdict verdict, String evidence) {
  static Outcome pass(String evidence, Object... seen) {
    return new Outcome(Verdict.PASS, evidence.formatted(seen));
  }

  static Outcome fail(String evidence, Object... seen) {
    return new Outcome(Verdict.FAIL, evidence.formatted(seen));
  }

  static Outcome notApplicable(String evidence, Object... seen) {
    return new Outcome(Verdict.NOT_APPLICABLE, evidence.formatted(seen));
  }

  static Outcome of(boolean passed, String evidence, Object... seen) {
    return passed ? pass(evidence, seen) : fail(evidence, seen);
  }
}
