package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TransitionTablesTest {
  @Test
  void every_case_state_can_be_reached() {
    var reached = EnumSet.of(CaseStatus.RECEIVED);
    CaseTransitions.TABLE.rows().forEach(row -> reached.add(row.to()));
    assertThat(reached).containsExactlyInAnyOrder(CaseStatus.values());
  }

  @Test
  void every_state_that_is_not_terminal_has_a_way_out() {
    assertThat(Arrays.stream(CaseStatus.values()).filter(s -> !s.terminal()))
        .allMatch(s -> CaseTransitions.TABLE.rows().stream().anyMatch(row -> row.from() == s));
    assertThat(Arrays.stream(AssignmentState.values()).filter(s -> !s.terminal()))
        .allMatch(
            s -> AssignmentTransitions.TABLE.rows().stream().anyMatch(row -> row.from() == s));
  }

  @Test
  void the_machine_never_rejects_a_case() {
    assertThat(CaseTransitions.TABLE.rows())
        .filteredOn(row -> row.action() == CaseAction.REJECT)
        .noneMatch(row -> row.by().contains(Role.SYSTEM));
  }

  @Test
  void the_machine_never_issues_judges_or_lifts_supervision() {
    assertThat(SupervisionTransitions.TABLE.rows())
        .noneMatch(row -> row.by().contains(Role.SYSTEM));
  }

  @Test
  void a_supervision_order_only_ends_declined_or_lifted() {
    assertThat(Arrays.stream(SupervisionState.values()).filter(s -> !s.terminal()))
        .allMatch(
            s -> SupervisionTransitions.TABLE.rows().stream().anyMatch(row -> row.from() == s));
    var reached = EnumSet.of(SupervisionState.PROPOSED);
    SupervisionTransitions.TABLE.rows().forEach(row -> reached.add(row.to()));
    assertThat(reached).containsExactlyInAnyOrder(SupervisionState.values());
  }

  @Test
  void a_refusal_says_what_is_allowed_instead() {
    assertThatThrownBy(
            () ->
                CaseTransitions.TABLE.next(
                    CaseStatus.SCREENING, CaseAction.CLOSE, Role.DUTY_COORDINATOR, "Case 1"))
        .isInstanceOf(IllegalTransition.class)
        .hasMessage(
            "Case 1 is SCREENING: DUTY_COORDINATOR may not close it. Allowed: accept, reject,"
                + " transferRegion, merge, askForInfo.");
  }
}
