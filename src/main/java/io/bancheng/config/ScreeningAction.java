package io.bancheng.config;

/** What an exclusion rule asks for when its words occur; none of them refuses a case by itself. */
enum ScreeningAction {
  SHOW_AND_MARK_URGENT,
  MANUAL_CONFIRM,
  TRANSFER_REGION,
  ASK_FOR_INFO,
  LINK_AND_CONFIRM
}
