package io.bancheng.console;

import io.bancheng.pages.ChosenLanguage;
import io.bancheng.pages.OfficeTimes;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every page of the staff console shows around its content, and the files it loads. */
@Configuration(proxyBeanMethods = false)
class ConsoleFrame implements WebMvcConfigurer {
  private static final String[] FILES = {
    "classpath:/static/console/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/"
  };

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/console/static/**").addResourceLocations(FILES);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Around()).addPathPatterns("/console", "/console/**");
  }

  /** Who is signed in, in which language, on which page. */
  private static final class Around implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      ChosenLanguage.keep(request, response);
      return true;
    }

    private static String address(HttpServletRequest request) {
      String query = request.getQueryString();
      return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @Override
    public void postHandle(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        ModelAndView page) {
      if (page == null
          || page.getViewName() == null
          || page.getViewName().startsWith("redirect:")) {
        return;
      }
      var locale = ChosenLanguage.of(request);
      var who = SecurityContextHolder.getContext().getAuthentication();
      page.addObject("times", new OfficeTimes(locale));
      page.addObject("english", Locale.ENGLISH.equals(locale));
      page.addObject("language", locale.toLanguageTag());
      page.addObject("here", request.getRequestURI());
      page.addObject("address", address(request));
      page.addObject(
          "caller", who != null && who.getPrincipal() instanceof Caller caller ? caller : null);
    }
  }
}
