package io.bancheng.canonical;

/** How the reporter was told (反馈). */
public enum FeedbackMethod {
  PHONE,
  SMS,
  ON_SITE,
  WEB,
  MAIL,
  LETTER
}
