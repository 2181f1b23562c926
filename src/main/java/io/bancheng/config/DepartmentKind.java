package io.bancheng.config;

/** What a department can do for a case. */
public enum DepartmentKind {
  /** The service administration (政务服务管理部门) that runs the windows. */
  HOST,
  /** The efficiency office (效能办). */
  SUPERVISOR,
  HANDLING,
  /** A township or development zone. */
  TERRITORY,
  /** A body such as a court: people are referred to it, cases are never dispatched to it. */
  REFERRAL
}
