package io.bancheng.canonical;

/** How hard or pressing a case is (疑难、复杂、紧急); it chooses the time limits. */
public enum IssueClass {
  GENERAL,
  DIFFICULT,
  COMPLEX,
  URGENT
}
