package io.bancheng.config;

/** The four levels of government (层级); a letter each in {@code departments.csv}. */
public enum Tier {
  PROVINCE,
  CITY,
  COUNTY,
  TOWN;

  /** P, C, D (county, district) or T. */
  char letter() {
    return this == COUNTY ? 'D' : name().charAt(0);
  }
}
