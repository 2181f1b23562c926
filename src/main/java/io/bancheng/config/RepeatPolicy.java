package io.bancheng.config;

/**
 * What counts as said before (重复反映): {@code config/repeats.yaml}.
 *
 * @param sameReporterDays so many days back an open case of the same reporter and category makes a
 *     new one a suspected repeat
 * @param massCases so many cases in nearly the same words raise an alert
 * @param massDays within so many days
 */
public record RepeatPolicy(int sameReporterDays, int massCases, int massDays) {
  /** How far back anything is looked for. */
  public static final int MOST_DAYS = 60;

  static RepeatPolicy read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need("config/repeats.yaml", findings), findings);
    root.keys("sameReporterDays", "massText");
    var mass = root.need("massText").keys("cases", "days");
    return new RepeatPolicy(
        root.need("sameReporterDays").number(1, MOST_DAYS),
        mass.need("cases").number(2, 1000),
        mass.need("days").number(1, MOST_DAYS));
  }
}
