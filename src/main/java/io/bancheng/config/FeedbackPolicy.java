package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.TimeLimit.Unit;
import java.time.Duration;

/**
 * When the office hears that a reporter is still not told: {@code config/feedback.yaml}.
 *
 * @param warnBefore so long before the feedback would be late
 */
public record FeedbackPolicy(Duration warnBefore) {
  static final String FILE = "config/feedback.yaml";

  static FeedbackPolicy read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    var before = root.keys("warnBefore").need("warnBefore");
    TimeLimit limit = before.limit();
    if (limit.unit() != Unit.HOURS && !before.text().isEmpty()) {
      before.problem("warnBefore is %s.".formatted(limit), "Write clock hours, for example 10h.");
    }
    return new FeedbackPolicy(Duration.ofHours(limit.amount()));
  }
}
