package io.bancheng.canonical;

/** A department's part in a case: one leads (牵头), others support (协办). */
public enum DepartmentRole {
  LEAD,
  SUPPORT
}
