package io.bancheng.track;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.pages.Look;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as an office writes them: 2026年10月9日 10:08, in Asia/Shanghai. */
public final class OfficeTimes {
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE)
          .withZone(CanonicalJson.ZONE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
          .withZone(CanonicalJson.ZONE);

  private final DateTimeFormatter format;

  OfficeTimes(Look look) {
    this.format = look.english() ? ENGLISH : CHINESE;
  }

  /** The time in words. */
  public String of(Instant at) {
    return format.format(at);
  }
}
