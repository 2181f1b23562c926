package io.bancheng.canonical;

/** What came of a case, as the department or the clerk states it. */
public enum ResultType {
  SOLVED,
  PARTLY,
  EXPLAINED,
  CANNOT_BE_DONE,
  MATERIAL_TOLD,
  ANSWERED,
  WITHDRAWN
}
