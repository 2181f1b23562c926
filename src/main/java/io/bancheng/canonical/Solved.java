package io.bancheng.canonical;

/** What the reporter says about the matter itself (解决情况), whatever the rating. */
public enum Solved {
  YES,
  PARTLY,
  NO
}
