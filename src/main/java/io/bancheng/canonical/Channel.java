package io.bancheng.canonical;

/** Where a case came in (受理渠道). */
public enum Channel {
  COUNTER,
  HOTLINE,
  WEB,
  MAIL,
  BATCH,
  EFFICIENCY_LINE,
  SUPERIOR,
  VISIT
}
