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
import org.springframework.security.core.Authentication;
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

  /** Makes what surrounds a page ready for one that no interceptor has seen. */
  void around(HttpServletRequest request, HttpServletResponse response) {
    new Around(rights).preHandle(request, response, this);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/console/static/**").addResourceLocations(FILES);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Around(rights)).addPathPatterns("/console", "/console/**");
  }

  /** Pages of one duty; a group in which somebody has one page only needs no word of its own. */
  record Group(String word, List<String> pages) {
    Group of(WebInvocationPrivilegeEvaluator rights, Authentication who) {
      var open = pages.stream().filter(p -> rights.isAllowed("/console" + p, who)).toList();
      return new Group(open.size() > 1 ? word : "", open);
    }

    /** Whether it has the page of that path. */
    public boolean has(String path) {
      return pages.stream().anyMatch(p -> !p.isEmpty() && path.startsWith("/console" + p));
    }
  }

  /** Who is signed in, in which language, on which page, and which others are open to them. */
  private record Around(WebInvocationPrivilegeEvaluator rights) implements HandlerInterceptor {
    /** Everybody's daily work stands in the open, the rest by duty under a word of its own. */
    private static final List<Group> GROUPS =
        List.of(
            new Group("", List.of("", "/inbox", "/cases", "/new")),
            new Group("figures", List.of("/supervision", "/indicators", "/ledger")),
            new Group(
                "lines",
                List.of(
                    "/alerts",
                    "/channels",
                    "/departments",
                    "/parked",
                    "/codes",
                    "/flow",
                    "/nodes",
                    "/configuration",
                    "/proposals")),
            new Group("", List.of("/accounts", "/audit")));

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
      request.setAttribute("menu", GROUPS.stream().map(g -> g.of(rights, who)).toList());
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
