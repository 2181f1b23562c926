package io.bancheng.console;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Staff's calls speak JSON. That the hub can read channels' XML must not make it answer browsers in
 * XML.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnly implements WebMvcConfigurer {
  @Override
  public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
    converters.removeIf(
        converter ->
            converter.getSupportedMediaTypes().stream()
                .anyMatch(
                    type ->
                        type.isCompatibleWith(MediaType.APPLICATION_XML)
                            && !type.isWildcardType()));
  }
}
