package io.bancheng.window;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Locale;

/**
 * How a person wants to see the pages. It stands in the address, so that no cookie is needed.
 *
 * @param english English instead of Simplified Chinese
 * @param large large text
 */
record Look(boolean english, boolean large) {
  static final String PATH = "/window";

  static Look of(HttpServletRequest request) {
    return new Look(
        "en".equals(request.getParameter("lang")), "large".equals(request.getParameter("text")));
  }

  Locale locale() {
    return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
  }

  /** For the attribute {@code lang} of the pages. */
  public String language() {
    return locale().toLanguageTag();
  }

  /** The address of the form in this look. */
  public String address() {
    var wishes = new ArrayList<String>();
    if (english) {
      wishes.add("lang=en");
    }
    if (large) {
      wishes.add("text=large");
    }
    return wishes.isEmpty() ? PATH : PATH + "?" + String.join("&", wishes);
  }

  public Look otherLanguage() {
    return new Look(!english, large);
  }

  public Look otherSize() {
    return new Look(english, !large);
  }
}
