package io.bancheng.security;

import java.util.Set;

/**
 * Shows personal data only as far as DB34/T 4631.2-2023 allows in lists and details: enough to know
 * it again, not enough to use it.
 */
public final class Masking {
  private static final Set<String> COMPOUND_SURNAMES =
      Set.of("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯");

  private Masking() {}

  /** {@code 张三丰} → {@code 张**}, {@code 欧阳某} → {@code 欧阳**}; null stays null. */
  public static String name(String name) {
    if (name == null || name.isEmpty()) {
      return name;
    }
    boolean compound = name.length() > 2 && COMPOUND_SURNAMES.contains(name.substring(0, 2));
    return name.substring(0, compound ? 2 : name.offsetByCodePoints(0, 1)) + "**";
  }

  /** Phone: first 3 and last 4; landline: area code and last 3; mail: first letter and host. */
  public static String contact(String type, String value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case "EMAIL" -> value.replaceFirst("^(.).*(@.*)$", "$1***$2");
      case "LANDLINE" -> value.replaceFirst("^(0\\d{2,3}-?)\\d+(\\d{3})$", "$1****$2");
      default -> keep(value, 3, 4);
    };
  }

  /** First 3 and last 4. */
  public static String idNumber(String number) {
    return number == null ? null : keep(number, 3, 4);
  }

  /** Down to the county or town; the rest is hidden. */
  public static String address(String address) {
    if (address == null) {
      return null;
    }
    int end = 0;
    for (String level : new String[] {"省", "市", "县", "区", "镇", "乡", "街道"}) {
      int at = address.indexOf(level, end);
      end = at < 0 ? end : at + level.length();
    }
    return address.substring(0, end) + "****";
  }

  private static String keep(String value, int first, int last) {
    if (value.length() <= first + last) {
      return "*".repeat(value.length());
    }
    int hidden = value.length() - first - last;
    return value.substring(0, first) + "*".repeat(hidden) + value.substring(value.length() - last);
  }
}
