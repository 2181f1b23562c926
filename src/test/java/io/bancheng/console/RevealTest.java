package io.bancheng.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see a reporter unmasked. */
class RevealTest {
  private static final DepartmentId INSURANCE = DepartmentId.parse("340882:ybj");
  private static final DepartmentId LABOUR = DepartmentId.parse("340882:rsj");
  private static final Reveal NOTHING = new Reveal(false, false);
  private static final Reveal PERSON = new Reveal(true, false);
  private static final Reveal ALL = new Reveal(true, true);

  @Test
  void who_registers_the_case_sees_the_identity_number_and_who_calls_the_person_does_not() {
    assertThat(office(Role.WINDOW_CLERK)).isEqualTo(ALL);
    assertThat(office(Role.DUTY_COORDINATOR)).isEqualTo(PERSON);
    assertThat(office(Role.EFFICIENCY_SUPERVISOR)).isEqualTo(PERSON);
  }

  @Test
  void who_only_looks_on_or_runs_the_hub_sees_nobody() {
    for (Role role :
        List.of(Role.DEPT_LEADER, Role.EFFICIENCY_OFFICE, Role.OPERATIONS, Role.AUDITOR)) {
      assertThat(office(role)).as("%s", role).isEqualTo(NOTHING);
    }
  }

  @Test
  void a_department_sees_the_person_of_its_own_case_only() {
    assertThat(department(Role.DEPT_HANDLER, INSURANCE, false)).isEqualTo(ALL);
    assertThat(department(Role.CHIEF_REPRESENTATIVE, INSURANCE, false)).isEqualTo(PERSON);
    assertThat(department(Role.DEPT_HANDLER, LABOUR, false)).isEqualTo(NOTHING);
  }

  @Test
  void a_department_never_learns_who_asked_for_confidentiality() {
    assertThat(department(Role.DEPT_HANDLER, INSURANCE, true)).isEqualTo(NOTHING);
    assertThat(department(Role.CHIEF_REPRESENTATIVE, INSURANCE, true)).isEqualTo(NOTHING);
  }

  private static Reveal office(Role role) {
    var account = new StaffAccount("staff.x", Set.of(role), List.of("340882"), Set.of());
    return Reveal.of(account, true, Stream.of(INSURANCE));
  }

  private static Reveal department(Role role, DepartmentId handling, boolean confidential) {
    var account = new StaffAccount("staff.x", Set.of(role), List.of("340882"), Set.of(INSURANCE));
    return Reveal.of(account, confidential, Stream.of(handling));
  }
}
