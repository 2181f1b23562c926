package io.bancheng.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as an office writes them: 2026年10月9日 10:08, in Asia/Shanghai. */
public final class OfficeTimes {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE).withZone(ZONE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZONE);

  private static final DateTimeFormatter CHINESE_DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final DateTimeFormatter format;
  private final DateTimeFormatter days;

  /** In the language of that locale, Chinese unless it is English. */
  public OfficeTimes(Locale locale) {
    boolean english = Locale.ENGLISH.equals(locale);
    this.format = english ? ENGLISH : CHINESE;
    this.days = english ? ENGLISH_DAY : CHINESE_DAY;
  }

  /** The time in words. */
  public String of(Instant at) {
    return format.format(at);
  }

  /** The day in words. */
  public String day(LocalDate day) {
    return days.format(day);
  }
}
