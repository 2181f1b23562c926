package io.bancheng.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** What pages share: their language, and the headers of the public ones. */
@Configuration(proxyBeanMethods = false)
class PagesWiring implements WebMvcConfigurer {
  private static final List<String> PATHS = List.of("/window", "/track");

  /**
   * The public pages speak the language that their address names, the console that which the person
   * chose; everything else is as it was.
   */
  @Bean
  LocaleResolver localeResolver() {
    return new AcceptHeaderLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        var refused = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = refused == null ? request.getRequestURI() : refused.toString();
        if (refused != null && !path.startsWith("/console")
            || PATHS.stream().anyMatch(path::startsWith)) {
          return Look.of(request).locale();
        }
        return path.startsWith("/console")
            ? ChosenLanguage.of(request)
            : super.resolveLocale(request);
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    for (String path : PATHS) {
      registry.addInterceptor(new PageHeaders()).addPathPatterns(path, path + "/**");
    }
  }
}
