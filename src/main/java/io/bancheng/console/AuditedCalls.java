package io.bancheng.console;

import io.bancheng.canonical.Deed;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Audits what staff do over HTTP, in the console and by API: every change with what came of it,
 * and, before anything is shown, every look at one case, one parked message or a whole export.
 * Where the audit cannot be written nothing is shown.
 */
@Configuration(proxyBeanMethods = false)
class AuditedCalls implements WebMvcConfigurer {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Set<String> TELLING = Set.of("caseNo", "case", "id");
  private static final Set<String> TELLING_ALL = Set.of("/export", "/evidence", "/audit");
  private static final String WHY = AuditedCalls.class.getName() + ".why";
  private static final int LONGEST_REASON = 200;

  private final AuditTrail audit;
  private final AuditTally tally;

  AuditedCalls(AuditTrail audit, AuditTally tally) {
    this.audit = audit;
    this.tally = tally;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Around()).addPathPatterns("/console/**", "/api/v1/**");
  }

  /**
   * Keeps why somebody does this beside what they did.
   *
   * @return the reason as it is kept, at most 200 characters of one line; null if there is none
   */
  static String why(HttpServletRequest request, String reason) {
    String said = reason == null ? "" : reason.strip().replaceAll("\\s+", " ");
    String kept = said.length() > LONGEST_REASON ? said.substring(0, LONGEST_REASON) : said;
    request.setAttribute(WHY, kept);
    return kept.isEmpty() ? null : kept;
  }

  private final class Around implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (handler instanceof HandlerMethod && READING.contains(request.getMethod())) {
        staff().filter(who -> tells(request)).ifPresent(who -> tally.once(deed(who, request)));
      }
      return true;
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request, HttpServletResponse response, Object handler, Exception fault) {
      if (handler instanceof HandlerMethod && !READING.contains(request.getMethod())) {
        staff().ifPresent(who -> audit.append(ended(because(who, request), response, fault)));
      }
    }
  }

  private static boolean tells(HttpServletRequest request) {
    String pattern = pattern(request);
    return variables(request).keySet().stream().anyMatch(TELLING::contains)
        || TELLING_ALL.stream().anyMatch(pattern::endsWith);
  }

  private static Deed deed(String who, HttpServletRequest request) {
    String what = request.getMethod() + " " + pattern(request);
    return Deed.done(who, what, subject(request)).saying("from=" + request.getRemoteAddr());
  }

  private static Deed because(String who, HttpServletRequest request) {
    var deed = deed(who, request);
    String why = (String) request.getAttribute(WHY);
    return why == null ? deed : deed.saying(deed.detail() + " reason=" + why);
  }

  private static Deed ended(Deed deed, HttpServletResponse response, Exception fault) {
    int status = fault == null ? response.getStatus() : 500;
    var outcome =
        status < 400
            ? Deed.Outcome.DONE
            : status < 500 ? Deed.Outcome.REFUSED : Deed.Outcome.FAILED;
    String detail = deed.detail() + " status=" + status;
    return new Deed(deed.who(), deed.what(), deed.subject(), outcome, detail);
  }

  /** A case number alone where there is one, so that the audit of a case can be asked for. */
  private static String subject(HttpServletRequest request) {
    var variables = variables(request);
    String rest =
        variables.entrySet().stream()
            .filter(v -> !v.getKey().equals("caseNo"))
            .map(v -> v.getKey() + "=" + v.getValue())
            .collect(Collectors.joining(" "));
    String caseNo = variables.get("caseNo");
    return caseNo == null ? rest : caseNo;
  }

  private static String pattern(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String path = pattern == null ? "" : pattern.toString();
    String action = variables(request).get("action");
    return action == null ? path : path.replace("{action}", action);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> variables(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables == null ? Map.of() : new TreeMap<>((Map<String, String>) variables);
  }

  private static Optional<String> staff() {
    var who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Caller caller && caller.staff()
        ? Optional.of(caller.id())
        : Optional.empty();
  }
}
