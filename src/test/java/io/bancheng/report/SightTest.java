package io.bancheng.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SightTest {
  private static final DepartmentId YBJ = new DepartmentId("340882", "ybj");

  @Test
  void a_citys_office_sees_its_counties_and_a_province_also_what_nobody_could_place() {
    assertThat(sight(Role.EFFICIENCY_OFFICE, "340800").patterns()).containsExactly("3408%");
    assertThat(sight(Role.SERVICE_ADMIN, "340000").patterns()).containsExactly("34%", "");
    assertThat(sight(Role.SERVICE_ADMIN, "340000").departments()).isNull();
  }

  @Test
  void a_chief_representative_sees_the_own_departments_figures() {
    var account =
        new StaffAccount(
            "staff.x", Set.of(Role.CHIEF_REPRESENTATIVE), List.of("340882"), Set.of(YBJ));
    assertThat(Sight.of(account).departments()).containsExactly("340882:ybj");
  }

  @Test
  void who_only_administers_the_hub_sees_no_figure() {
    assertThat(sight(Role.OPERATIONS, "340000").patterns()).isEmpty();
    assertThat(Sight.of(StaffAccount.unknown("staff.gone")).patterns()).isEmpty();
  }

  private static Sight sight(Role role, String region) {
    return Sight.of(new StaffAccount("staff.x", Set.of(role), List.of(region), Set.of()));
  }
}
