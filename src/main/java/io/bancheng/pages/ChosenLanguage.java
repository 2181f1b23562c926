package io.bancheng.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/** The language that a member of staff chose, kept by the browser; Simplified Chinese before. */
public final class ChosenLanguage {
  private static final String COOKIE = "language";
  private static final Duration KEPT = Duration.ofDays(365);

  private ChosenLanguage() {}

  /** The language of this request: what its address asks for, else what was chosen before. */
  public static Locale of(HttpServletRequest request) {
    var chosen = Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(Cookie::getValue);
    return asked(request).or(() -> chosen).filter("en"::equals).isPresent()
        ? Locale.ENGLISH
        : Locale.SIMPLIFIED_CHINESE;
  }

  /** Lets the browser keep what the address asks for. */
  public static void keep(HttpServletRequest request, HttpServletResponse response) {
    asked(request)
        .ifPresent(
            language -> {
              var cookie = new Cookie(COOKIE, language);
              cookie.setPath("/console");
              cookie.setHttpOnly(true);
              cookie.setSecure(request.isSecure());
              cookie.setAttribute("SameSite", "Lax");
              cookie.setMaxAge((int) KEPT.toSeconds());
              response.addCookie(cookie);
            });
  }

  private static Optional<String> asked(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("lang"))
        .filter(language -> language.equals("en") || language.equals("zh"));
  }
}
