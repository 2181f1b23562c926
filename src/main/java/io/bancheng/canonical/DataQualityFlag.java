package io.bancheng.canonical;

/** What is doubtful about a submission; a flag is told to people, never a reason to reject. */
public enum DataQualityFlag {
  CONTACT_MISSING,
  NAME_MISSING,
  ID_CHECKSUM_INVALID,
  USCC_CHECKSUM_INVALID,
  PHONE_INVALID,
  REGION_GUESSED,
  REGION_MISSING,
  TIME_MISSING,
  CONTENT_TOO_SHORT,
  CONTENT_TRUNCATED_AT_SOURCE,
  FULLWIDTH_NORMALIZED,
  PRECISION_LOST,
  ATTACHMENT_MISSING,
  ON_BEHALF,
  MINOR_INVOLVED,
  HEALTH_DATA
}
