package io.bancheng.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** What all public pages share: their language and their headers. */
@Configuration(proxyBeanMethods = false)
class PagesWiring implements WebMvcConfigurer {
  private static final List<String> PATHS = List.of("/window", "/track");

  /** The pages speak the language that their address names; everything else is as it was. */
  @Bean
  LocaleResolver localeResolver() {
    return new AcceptHeaderLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return PATHS.stream().anyMatch(request.getRequestURI()::startsWith)
            ? Look.of(request).locale()
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
