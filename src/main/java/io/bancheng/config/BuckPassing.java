package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;

/**
 * What looks like buck-passing (推诿扯皮): {@code config/supervision.yaml}. Thresholds of this
 * installation; none is official.
 *
 * @param returns so many requests to give one case back
 * @param pingPong so often a department gets a case that it gave back
 * @param sameReason the same department gives cases back with the same words so often
 * @param sameReasonDays within so many days
 * @param unsigned a share that nobody signs for so long
 */
public record BuckPassing(
    int returns, int pingPong, int sameReason, int sameReasonDays, TimeLimit unsigned) {
  static final String FILE = "config/supervision.yaml";
  private static final int MOST = 100;
  private static final int YEAR = 366;

  static BuckPassing read(ConfigFiles files, Findings findings) {
    var at =
        YamlTree.read(files.need(FILE, findings), findings)
            .keys("buckPassing")
            .need("buckPassing")
            .keys("returns", "pingPong", "sameReason", "unsigned");
    var same = at.need("sameReason").keys("times", "days");
    var unsigned = at.need("unsigned").limit();
    if (unsigned.unit() != TimeLimit.Unit.WORKING_DAYS) {
      at.need("unsigned")
          .problem("unsigned is %s.".formatted(unsigned), "Write working days: 3wd.");
    }
    return new BuckPassing(
        at.need("returns").number(1, MOST),
        at.need("pingPong").number(1, MOST),
        same.need("times").number(2, MOST),
        same.need("days").number(1, YEAR),
        unsigned);
  }
}
