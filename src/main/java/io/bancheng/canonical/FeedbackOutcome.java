package io.bancheng.canonical;

/** What came of an attempt to tell the reporter. */
public enum FeedbackOutcome {
  REACHED,
  UNREACHABLE,
  REFUSED
}
