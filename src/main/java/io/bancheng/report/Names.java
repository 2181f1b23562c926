package io.bancheng.report;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Category;
import io.bancheng.config.Region;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** What things are called: indicators and groups, in the language asked for. */
final class Names {
  private final MessageSource words;
  private final ActiveConfig config;

  Names(MessageSource words, ActiveConfig config) {
    this.words = words;
    this.config = config;
  }

  public String of(Indicator indicator, Locale locale) {
    return word("report.indicator." + indicator.code(), locale);
  }

  /** The formula in words; the reasons of refusals share one. */
  public String formula(Indicator indicator, Locale locale) {
    String code = indicator.code().replaceFirst("^rejectByReason\\..*", "rejectByReason");
    return word("report.formula." + code, locale);
  }

  /** The name of a group; who has no key was not placed. */
  public String group(Breakdown by, String key, Locale locale) {
    if (by == Breakdown.NONE) {
      return word("report.all", locale);
    }
    return key.isEmpty() ? word("report.unplaced", locale) : named(by, key, locale);
  }

  private String named(Breakdown by, String key, Locale locale) {
    var current = config.current();
    return switch (by) {
      case DEPARTMENT -> current.departments().nameZh(DepartmentId.parse(key));
      case REGION -> current.regions().find(key).map(Region::nameZh).orElse(key);
      case CATEGORY -> current.categories().find(key).map(c -> name(c, locale)).orElse(key);
      case TIER, CHANNEL, ISSUE_CLASS -> word("report." + by.label() + "." + key, locale);
      default -> key;
    };
  }

  private static String name(Category category, Locale locale) {
    boolean english = locale.equals(Locale.ENGLISH) && !category.nameEn().isEmpty();
    return english ? category.nameEn() : category.nameZh();
  }

  String word(String key, Locale locale) {
    return words.getMessage(key, null, locale);
  }
}
