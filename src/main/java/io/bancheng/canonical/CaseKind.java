package io.bancheng.canonical;

/** Whether something must be done (办件) or only answered (咨询); the two are counted apart. */
public enum CaseKind {
  HANDLING,
  CONSULTATION
}
