package io.bancheng.torture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asks how long it takes until the work goes on: an order of its own, until a department has it.
 */
final class Probe {
  private static final long PATIENCE_MILLIS = 90_000;

  private final Hotline hotline;
  private final List<DepartmentSystem> departments;
  private int asked;

  /** An order that is on its way. */
  record Question(String code, long since) {}

  Probe(Hotline hotline, List<DepartmentSystem> departments) {
    this.hotline = hotline;
    this.departments = departments;
  }

  int accepted() {
    return hotline.accepted.get();
  }

  Question ask() {
    var question = new Question("P" + ++asked, System.currentTimeMillis());
    hotline.pushAside(question.code());
    return question;
  }

  /**
   * Milliseconds until a department had it, -1 if none did in time.
   *
   * @param meanwhile what else there is to do
   */
  long await(Question question, Runnable meanwhile) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      String caseNo = hotline.caseNo(question.code());
      var had = caseNo == null ? Optional.<Long>empty() : had(caseNo);
      if (had.isPresent()) {
        return had.get() - question.since();
      }
      meanwhile.run();
      Thread.sleep(50);
    }
    return -1;
  }

  private Optional<Long> had(String caseNo) {
    return departments.stream()
        .flatMap(department -> department.had(caseNo).stream())
        .min(Comparator.naturalOrder());
  }
}
