package io.bancheng.kit;

import java.util.Locale;

/** The language of a verdict sheet. */
public enum Language {
  ZH,
  EN;

  Locale locale() {
    return this == ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }
}
