package io.bancheng.report;

import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.core.Authentication;

/** What the report's doors look up beside the figures. */
record Surroundings(ActiveConfig config, Clock clock, StaffDirectory staff) {
  Instant now() {
    return clock.instant();
  }

  /** Who asks; nobody may come so far without a key. */
  StaffAccount account(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication known
            && known.getPrincipal() instanceof Caller caller
        ? staff.account(caller.id())
        : StaffAccount.unknown("");
  }

  Sight sight(HttpServletRequest request) {
    return Sight.of(account(request));
  }
}
