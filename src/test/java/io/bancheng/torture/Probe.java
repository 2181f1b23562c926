package io.bancheng.torture;

import java.util.List;

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
      if (caseNo != null && departments.stream().anyMatch(d -> d.has(caseNo))) {
        return System.currentTimeMillis() - question.since();
      }
      meanwhile.run();
      Thread.sleep(50);
    }
    return -1;
  }
}
