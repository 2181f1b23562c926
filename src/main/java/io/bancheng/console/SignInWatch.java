package io.bancheng.console;

import io.bancheng.canonical.Deed;
import io.bancheng.canonical.RequestSignature;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Audits who comes in and who leaves, and who is turned away: at the console's door, or with a key
 * that opens nothing, or not this.
 */
@Configuration(proxyBeanMethods = false)
class SignInWatch {
  private static final String NOBODY = "unknown";
  private static final String PREFIX = "staff.";

  /** By what a system says who it is. */
  private static final List<String> SHOWN =
      List.of(HttpHeaders.AUTHORIZATION, RequestSignature.SIGNATURE);

  private final AuditTally tally;
  private final StaffDirectory staff;

  SignInWatch(AuditTally tally, StaffDirectory staff) {
    this.tally = tally;
    this.staff = staff;
  }

  @Bean
  static AuthorizationEventPublisher authorizationEvents(ApplicationEventPublisher events) {
    return new SpringAuthorizationEventPublisher(events);
  }

  @EventListener
  void in(InteractiveAuthenticationSuccessEvent event) {
    var who = event.getAuthentication();
    tally.counted(Deed.done(name(who), "SIGN_IN", "").saying(from(who)));
  }

  @EventListener
  void refused(AbstractAuthenticationFailureEvent event) {
    var who = event.getAuthentication();
    tally.counted(Deed.refused(name(who), "SIGN_IN", "").saying(from(who)));
  }

  @EventListener
  void out(LogoutSuccessEvent event) {
    var who = event.getAuthentication();
    tally.counted(Deed.done(name(who), "SIGN_OUT", "").saying(from(who)));
  }

  /** Who shows no key at all is a browser that has still to sign in. */
  @EventListener
  void denied(AuthorizationDeniedEvent<?> event) {
    if (event.getObject() instanceof HttpServletRequest request) {
      var who = event.getAuthentication().get();
      boolean key = SHOWN.stream().anyMatch(header -> request.getHeader(header) != null);
      if (who != null && who.getPrincipal() instanceof Caller || key) {
        String what = key && NOBODY.equals(name(who)) ? "KEY" : "ACCESS";
        tally.counted(Deed.refused(name(who), what, "").saying("from=" + request.getRemoteAddr()));
      }
    }
  }

  /** What was typed where an account belongs may be anything: it is kept if it is an account. */
  private String name(Authentication who) {
    if (who != null && who.getPrincipal() instanceof Caller caller) {
      return caller.id();
    }
    String typed = who == null ? "" : who.getName().strip();
    String id = typed.startsWith(PREFIX) ? typed : PREFIX + typed;
    return staff.account(id).roles().isEmpty() ? NOBODY : id;
  }

  private static String from(Authentication who) {
    return who.getDetails() instanceof WebAuthenticationDetails details
        ? "from=" + details.getRemoteAddress()
        : "";
  }
}
