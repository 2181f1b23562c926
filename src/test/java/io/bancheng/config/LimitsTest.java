package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private final Limits limits = HUB.limits();

  @ParameterizedTest
  @CsvSource({
    "ACCEPT, GENERAL, 1wd",
    "DISPATCH, GENERAL, 4wh",
    "SIGN, COMPLEX, 4wh",
    "SIGN, URGENT, 1wh",
    "FIRST_CONTACT, URGENT, 2wh",
    "HANDLE, GENERAL, 5wd",
    "HANDLE, DIFFICULT, 15wd",
    "SUPPORT_REPLY, GENERAL, 4wd",
    "REVIEW, GENERAL, 1wd",
    "REVIEW, URGENT, 2wh",
    "FEEDBACK, COMPLEX, 1wd",
    "CALLBACK, GENERAL, 3wd",
    "RETURN_DECISION, GENERAL, 4wh",
  })
  void every_clock_has_its_limit(ClockKind clock, IssueClass issueClass, String limit) {
    assertThat(limits.limit(clock, issueClass, CaseKind.HANDLING)).hasToString(limit);
  }

  @Test
  void the_source_sets_its_own_due_time() {
    assertThatThrownBy(() -> limits.limit(ClockKind.SOURCE, IssueClass.URGENT, CaseKind.HANDLING))
        .hasMessage("SOURCE is set for each case by itself.");
  }

  @Test
  void a_consultation_has_its_own_limit_then_the_rule_then_the_class() {
    var difficult = IssueClass.DIFFICULT;

    assertThat(limits.handle(CaseKind.CONSULTATION, difficult, 10)).hasToString("3wd");
    assertThat(limits.handle(CaseKind.HANDLING, difficult, 10)).hasToString("10wd");
    assertThat(limits.handle(CaseKind.HANDLING, difficult, null)).hasToString("15wd");
  }

  @ParameterizedTest
  @CsvSource({"10wd, 9wd", "3wd, 2wd", "2wd, 1wd", "1wd, 1wd", "4wh, 2wh", "5h, 3h"})
  void a_support_answers_before_the_lead_but_has_half_of_the_time(String handle, String support) {
    assertThat(limits.support(TimeLimit.parse(handle))).hasToString(support);
  }

  @Test
  void the_other_rules_of_the_office_are_read_too() {
    assertThat(limits.returns().maxPerCase()).isEqualTo(2);
    assertThat(limits.returns().requestWithin()).hasToString("1wd");
    assertThat(limits.extensions().maxCount()).containsEntry(IssueClass.DIFFICULT, 2);
    assertThat(limits.extensions().secondApprover()).isEqualTo(Role.SERVICE_ADMIN);
    assertThat(limits.suspensions().clocksPaused())
        .containsExactlyInAnyOrder(ClockKind.HANDLE, ClockKind.SUPPORT_REPLY);
    assertThat(limits.reopenings().maxRounds()).isEqualTo(2);
    assertThat(limits.supervision())
        .extracting(SupervisionStep::level)
        .containsExactly(SupervisionLevel.values());
  }
}
