package io.bancheng.mappings;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** The check characters of identity numbers (GB 11643) and credit codes (GB 32100). */
final class Checksums {
  private static final Pattern CITIZEN = Pattern.compile("\\d{17}[\\dX]");
  private static final int[] CITIZEN_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final String CITIZEN_CHECKS = "10X98765432";
  private static final String CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private Checksums() {}

  /** Whether it is a citizen's 18-character number with a real birth date (GB 11643-1999). */
  static boolean citizen(String number) {
    if (!CITIZEN.matcher(number).matches() || !birthDate(number.substring(6, 14))) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (number.charAt(i) - '0') * CITIZEN_WEIGHTS[i];
    }
    return CITIZEN_CHECKS.charAt(sum % 11) == number.charAt(17);
  }

  /** Whether it is a unified social credit code (GB 32100-2015). */
  static boolean creditCode(String code) {
    if (code.length() != 18) {
      return false;
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      int digit = CREDIT_DIGITS.indexOf(code.charAt(i));
      if (digit < 0) {
        return false;
      }
      sum += digit * weight;
      weight = weight * 3 % 31;
    }
    return CREDIT_DIGITS.charAt((31 - sum % 31) % 31) == code.charAt(17);
  }

  private static boolean birthDate(String yyyyMMdd) {
    try {
      int year = Integer.parseInt(yyyyMMdd.substring(0, 4));
      int month = Integer.parseInt(yyyyMMdd.substring(4, 6));
      int day = Integer.parseInt(yyyyMMdd.substring(6, 8));
      return LocalDate.of(year, month, day).getYear() >= 1850;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
