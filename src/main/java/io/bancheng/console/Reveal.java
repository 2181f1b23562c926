package io.bancheng.console;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of a reporter an account may see unmasked in one case: those who must reach the person,
 * and, of numbers that identify, only those who register or handle the case. A department never
 * learns who asked for confidentiality.
 *
 * @param person name, address and contacts
 * @param idNumber the identity number as well
 */
record Reveal(boolean person, boolean idNumber) {
  private static final Set<Role> OFFICE =
      Set.of(Role.WINDOW_CLERK, Role.DUTY_COORDINATOR, Role.EFFICIENCY_SUPERVISOR);

  /** What somebody must name before they are shown a person (查看事由). */
  enum Reason {
    CONTACT,
    VERIFY,
    DUPLICATE,
    REQUEST
  }

  static Reveal of(StaffAccount account, Case c) {
    return of(account, c.confidential(), c.assignments().stream().map(Assignment::department));
  }

  /**
   * The same.
   *
   * @param departments who has or had a share
   */
  static Reveal of(StaffAccount account, boolean confidential, Stream<DepartmentId> departments) {
    var roles = account.roles();
    boolean share = !confidential && departments.anyMatch(account::speaksFor);
    boolean handler = share && roles.contains(Role.DEPT_HANDLER);
    return new Reveal(
        roles.stream().anyMatch(OFFICE::contains)
            || handler
            || share && roles.contains(Role.CHIEF_REPRESENTATIVE),
        handler || roles.contains(Role.WINDOW_CLERK));
  }
}
