package io.bancheng.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Why a request that tried to prove something goes on unknown: told to whoever sent it.
 *
 * @param detail in English
 * @param msg in Chinese
 */
record Refused(String detail, String msg) {
  private static final String ATTRIBUTE = Refused.class.getName();
  private static final Refused USUAL = new Refused("A valid key is needed.", "未提供有效的密钥");

  static Refused of(HttpServletRequest request) {
    return Optional.ofNullable((Refused) request.getAttribute(ATTRIBUTE)).orElse(USUAL);
  }

  void note(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
