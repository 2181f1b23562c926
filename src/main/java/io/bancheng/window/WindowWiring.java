package io.bancheng.window;

import io.bancheng.canonical.IntakeDesk;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.HubSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The public page's part of the wiring. */
@Configuration(proxyBeanMethods = false)
class WindowWiring implements WebMvcConfigurer {
  @Bean
  FormDesk formDesk(IntakeDesk intake, ActiveConfig config, HubSecret secret, Clock clock) {
    return new FormDesk(intake, config, new FormTokens(secret, clock), clock);
  }

  /** The pages speak the language that their address names; everything else is as it was. */
  @Bean
  LocaleResolver localeResolver() {
    return new AcceptHeaderLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return request.getRequestURI().startsWith(Look.PATH)
            ? Look.of(request).locale()
            : super.resolveLocale(request);
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new PageHeaders()).addPathPatterns(Look.PATH, Look.PATH + "/**");
  }
}
