package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DepartmentId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartmentsTest {
  private final Departments departments = HUB.departments();

  @ParameterizedTest
  @CsvSource({
    "ybj, 340882, 340882:ybj",
    "ybj, 340882106, 340882:ybj",
    "ybj, 340800, 340800:ybj",
    "sjj, 340000, 340000:sjj",
    "xzf, 341522, 341522:xzf",
    "xzf, 341522100, 341522:xzf",
  })
  void a_type_is_resolved_to_the_department_of_the_region(
      String type, String region, String department) {
    assertThat(departments.resolve(type, region)).contains(DepartmentId.parse(department));
  }

  @Test
  void a_level_without_such_a_department_falls_to_the_one_above() {
    var onlyCity =
        new DepartmentType(
            "gjj", "公积金中心", "Fund", Set.of(Tier.CITY), DepartmentKind.HANDLING, List.of());
    var table = new Departments(Map.of("gjj", onlyCity), HUB.regions());

    assertThat(table.resolve("gjj", "340882")).contains(DepartmentId.parse("340800:gjj"));
    assertThat(table.resolve("gjj", "340000")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"fy, 340882", "xfj, 340882", "nix, 340882", "ybj, 999999", "ybj,", "xzf, 340800"})
  void a_referral_body_or_an_unknown_one_is_never_resolved(String type, String region) {
    assertThat(departments.resolve(type, region)).isEmpty();
  }

  @Test
  void a_department_has_a_name_that_people_can_read() {
    assertThat(departments.nameZh(DepartmentId.parse("340882:ybj"))).isEqualTo("潜山市医疗保障局");
    assertThat(departments.nameZh(DepartmentId.parse("340882:nix"))).isEqualTo("340882:nix");
  }
}
