package io.bancheng.console;

import io.bancheng.pages.ChosenLanguage;
import io.bancheng.pages.OfficeTimes;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every page of the staff console shows around its content, and the files it loads. */
@Configuration(proxyBeanMethods = false)
class ConsoleFrame implements WebMvcConfigurer {
  private static final String[] FILES = {
    "classpath:/static/console/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/"
  };

  private final WebInvocationPrivilegeEvaluator rights;

  ConsoleFrame(@Lazy WebInvocationPrivilegeEvaluator rights) {
    this.rights = rights;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/console/static/**").addResourceLocations(FILES);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Around(rights)).addPathPatterns("/console", "/console/**");
  }

  /** Who is signed in, in which language, on which page, and which others are open to them. */
  private record Around(WebInvocationPrivilegeEvaluator rights) implements HandlerInterceptor {
    private static final List<String> PAGES =
        List.of(
            "",
            "/inbox",
            "/cases",
            "/new",
            "/supervision",
            "/indicators",
            "/ledger",
            "/flow",
            "/channels",
            "/departments",
            "/parked",
            "/codes",
            "/alerts",
            "/configuration",
            "/accounts",
            "/audit",
            "/nodes");

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      ChosenLanguage.keep(request, response);
      var locale = ChosenLanguage.of(request);
      var who = SecurityContextHolder.getContext().getAuthentication();
      request.setAttribute("times", new OfficeTimes(locale));
      request.setAttribute("english", Locale.ENGLISH.equals(locale));
      request.setAttribute("language", locale.toLanguageTag());
      request.setAttribute("operations", rights.isAllowed("/console/shadow", who));
      request.setAttribute("here", request.getRequestURI());
      request.setAttribute("address", address(request));
      request.setAttribute(
          "pages", PAGES.stream().filter(p -> rights.isAllowed("/console" + p, who)).toList());
      request.setAttribute(
          "caller", who != null && who.getPrincipal() instanceof Caller caller ? caller : null);
      return true;
    }

    private static String address(HttpServletRequest request) {
      String query = request.getQueryString();
      return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
  }
}
