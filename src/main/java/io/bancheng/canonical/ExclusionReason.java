package io.bancheng.canonical;

/** Why a matter is not for this window (不予受理). */
public enum ExclusionReason {
  LITIGATION,
  LEGAL_PROCEDURE,
  PETITION,
  POLICY_CONTRARY,
  DISCIPLINE,
  CIVIL_DISPUTE,
  NOT_GOV_SERVICE,
  EMERGENCY,
  OTHER_JURISDICTION,
  STATE_SECRET,
  NO_SUBSTANCE,
  REPEATED_CLOSED
}
