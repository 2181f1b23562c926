package io.bancheng.canonical;

/** Why a reporter is not satisfied (不满意原因). */
public enum DissatisfactionCause {
  /** The result itself. */
  RESULT,
  /** It took too long. */
  SPEED,
  /** How staff behaved. */
  ATTITUDE,
  /** The rule behind the result, which no department can change by itself. */
  POLICY,
  OTHER
}
