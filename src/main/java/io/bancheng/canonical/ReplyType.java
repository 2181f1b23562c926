package io.bancheng.canonical;

/** What a department says about its assignment, or about a supervision order to it. */
public enum ReplyType {
  SIGNED,
  PROGRESS,
  OPINION_SUBMITTED,
  RETURN_REQUESTED,
  EXTENSION_REQUESTED,
  SUSPENSION_REQUESTED,
  SUPERVISION_ANSWERED
}
