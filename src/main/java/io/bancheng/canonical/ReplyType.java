package io.bancheng.canonical;

/** What a department says about its assignment. */
public enum ReplyType {
  SIGNED,
  PROGRESS,
  OPINION_SUBMITTED,
  RETURN_REQUESTED,
  EXTENSION_REQUESTED,
  SUSPENSION_REQUESTED
}
