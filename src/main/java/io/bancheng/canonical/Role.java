package io.bancheng.canonical;

/** Who does something with a case; the roles of the two transition tables. */
public enum Role {
  SYSTEM,
  REPORTER,
  WINDOW_CLERK,
  DUTY_COORDINATOR,
  CHIEF_REPRESENTATIVE,
  DEPT_HANDLER,
  DEPT_SYSTEM,
  HOTLINE_SYSTEM,
  EFFICIENCY_SUPERVISOR,
  SERVICE_ADMIN,
  EFFICIENCY_OFFICE,
  DEPT_LEADER
}
