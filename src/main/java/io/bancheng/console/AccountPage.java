package io.bancheng.console;

import io.bancheng.pages.QrCode;
import io.bancheng.security.Caller;
import io.bancheng.security.OwnAccount;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How one signs in oneself: password and second factor (我的账号). */
@Controller
@RequestMapping("/console/account")
class AccountPage {
  private static final String SECRET = "bancheng.newSecret";

  private final OwnAccount account;

  AccountPage(OwnAccount account) {
    this.account = account;
  }

  @GetMapping
  ModelAndView show(@AuthenticationPrincipal Caller caller, HttpSession session) {
    return page(caller, session, Optional.empty());
  }

  @PostMapping("/password")
  ModelAndView password(
      @AuthenticationPrincipal Caller caller,
      HttpSession session,
      @RequestParam String present,
      @RequestParam(required = false) String code,
      @RequestParam String fresh,
      @RequestParam String again) {
    var fault =
        fresh.equals(again)
            ? account.password(caller.id(), present, code, fresh)
            : Optional.of("differ");
    return page(caller, session, fault.or(() -> Optional.of("")));
  }

  @PostMapping("/second-factor")
  ModelAndView enrol(
      @AuthenticationPrincipal Caller caller,
      HttpSession session,
      @RequestParam String present,
      @RequestParam String code) {
    var fault = account.enrol(caller.id(), present, secret(session), code);
    return page(caller, session, fault.or(() -> Optional.of("")));
  }

  @PostMapping("/second-factor/leave")
  ModelAndView leave(
      @AuthenticationPrincipal Caller caller,
      HttpSession session,
      @RequestParam String present,
      @RequestParam String code) {
    var fault = account.leave(caller.id(), present, code);
    return page(caller, session, fault.or(() -> Optional.of("")));
  }

  /**
   * The page, or the way to sign in again after a change.
   *
   * @param fault empty at first, an empty word after a change, else the word of what is wrong
   */
  private ModelAndView page(Caller caller, HttpSession session, Optional<String> fault) {
    if (fault.filter(String::isEmpty).isPresent()) {
      session.invalidate();
      return new ModelAndView("redirect:/console/sign-in?changed");
    }
    var login = account.login(caller.id());
    var page =
        new ModelAndView("console/account")
            .addObject("login", login)
            .addObject("fault", fault.orElse(null));
    if (!login.hasSecondFactor()) {
      String secret = secret(session);
      page.addObject("secret", secret.replaceAll("(.{4})(?=.)", "$1 "))
          .addObject("picture", QrCode.of(account.address(caller.id(), secret)));
    }
    fault.ifPresent(wrong -> page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY));
    return page;
  }

  /** The same as long as the session lasts, so that a mistyped code does not ask for another. */
  private String secret(HttpSession session) {
    if (session.getAttribute(SECRET) == null) {
      session.setAttribute(SECRET, account.newSecret());
    }
    return session.getAttribute(SECRET).toString();
  }
}
