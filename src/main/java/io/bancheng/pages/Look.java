package io.bancheng.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Locale;

/**
 * How a person wants to see the public pages, and where they are. It stands in the address, so that
 * no cookie is needed.
 *
 * @param path of the page, e.g. {@code /window}
 * @param english English instead of Simplified Chinese
 * @param large large text
 */
public record Look(String path, boolean english, boolean large) {
  public static Look of(HttpServletRequest request) {
    return new Look(
        request.getRequestURI(),
        "en".equals(request.getParameter("lang")),
        "large".equals(request.getParameter("text")));
  }

  public Locale locale() {
    return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
  }

  /** For the attribute {@code lang} of the pages. */
  public String language() {
    return locale().toLanguageTag();
  }

  /** The address of this page in this look. */
  public String address() {
    var wishes = new ArrayList<String>();
    if (english) {
      wishes.add("lang=en");
    }
    if (large) {
      wishes.add("text=large");
    }
    return wishes.isEmpty() ? path : path + "?" + String.join("&", wishes);
  }

  /** Another page in the same look. */
  public Look at(String path) {
    return new Look(path, english, large);
  }

  public Look otherLanguage() {
    return new Look(path, !english, large);
  }

  public Look otherSize() {
    return new Look(path, english, !large);
  }
}
