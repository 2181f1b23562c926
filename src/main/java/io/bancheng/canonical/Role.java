package io.bancheng.canonical;

/**
 * Who does something with a case: the roles of the transition tables; and three administrators, who
 * have nothing to do with cases and are kept apart (三权分立, GB/T 22239-2019 8.1.4.2).
 */
public enum Role {
  SYSTEM("系统"),
  REPORTER("反映人"),
  WINDOW_CLERK("窗口工作人员"),
  DUTY_COORDINATOR("当值协调员"),
  CHIEF_REPRESENTATIVE("首席代表"),
  DEPT_HANDLER("承办人"),
  DEPT_SYSTEM("部门系统"),
  HOTLINE_SYSTEM("热线系统"),
  EFFICIENCY_SUPERVISOR("效能监督员"),
  SERVICE_ADMIN("政务服务管理部门"),
  EFFICIENCY_OFFICE("效能办"),
  DEPT_LEADER("部门负责人"),
  OPERATIONS("运维管理员"),
  SECURITY_ADMIN("安全管理员"),
  AUDITOR("审计员");

  private final String zh;

  Role(String zh) {
    this.zh = zh;
  }

  /** The role's name as staff read it. */
  public String zh() {
    return zh;
  }

  /** Whether a person holds it; the others are machines and reporters. */
  public boolean held() {
    return this != SYSTEM && this != REPORTER && this != DEPT_SYSTEM && this != HOTLINE_SYSTEM;
  }

  /** Whether it administers the hub and sees no case. */
  public boolean administers() {
    return this == OPERATIONS || this == SECURITY_ADMIN || this == AUDITOR;
  }

  /** Whether whoever holds it speaks for a department. */
  public boolean ofDepartment() {
    return this == CHIEF_REPRESENTATIVE || this == DEPT_HANDLER || this == DEPT_LEADER;
  }
}
