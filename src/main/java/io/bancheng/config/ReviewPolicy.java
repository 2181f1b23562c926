package io.bancheng.config;

import io.bancheng.canonical.ResultType;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which opinions the hub closes without a person (审核): {@code config/review.yaml}. A refusal is
 * never among them.
 */
public record ReviewPolicy(Set<ResultType> closed) {
  public ReviewPolicy {
    closed = Set.copyOf(closed);
    if (closed.contains(ResultType.CANNOT_BE_DONE)) {
      throw new IllegalArgumentException("A refusal is never closed without a person.");
    }
  }

  static ReviewPolicy read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need("config/review.yaml", findings), findings);
    var listed = root.keys("closesItself").need("closesItself");
    for (YamlTree item : listed.items()) {
      if (item.text().equals(ResultType.CANNOT_BE_DONE.name())) {
        item.problem(
            "a refusal (CANNOT_BE_DONE) may not close itself.",
            "Take it out; a person with a name decides on refusals.");
      }
    }
    var results = listed.choices(ResultType.class);
    return new ReviewPolicy(
        results.stream()
            .filter(result -> result != ResultType.CANNOT_BE_DONE)
            .collect(Collectors.toSet()));
  }

  /** Whether an opinion with that result closes its case without a person. */
  public boolean closesItself(ResultType result) {
    return closed.contains(result);
  }
}
