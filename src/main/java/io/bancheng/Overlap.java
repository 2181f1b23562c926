package io.bancheng;

import io.bancheng.config.Bundle;
import io.bancheng.ledger.ConfigVersions.Change;

/** What is said to whoever changed the files at the same time as somebody else, and came second. */
final class Overlap {
  private static final int SHORT = 12;

  private Overlap() {}

  static String told(Change first, Bundle base, Bundle second) {
    return ("These files (%s, kept as version %s) were changed from %s, but %s by %s came first at %s"
            + " and is in force. See it with \"bin/hub config diff %s %s\"; take it with \"bin/hub"
            + " config use %s\" and make your change again, or put yours in its place with \"bin/hub"
            + " config use %s\".")
        .formatted(
            String.join(", ", second.changedSince(base)),
            name(second.version()),
            name(base.version()),
            name(first.version()),
            first.by(),
            first.at(),
            name(base.version()),
            name(first.version()),
            name(first.version()),
            name(second.version()));
  }

  private static String name(String version) {
    return version.substring(0, SHORT);
  }
}
