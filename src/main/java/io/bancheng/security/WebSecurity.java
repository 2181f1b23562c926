package io.bancheng.security;

import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffDirectory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/**
 * Who may call what: nothing without a key, a channel only its own entrance, decisions staff only.
 */
@Configuration(proxyBeanMethods = false)
public class WebSecurity {
  static final String STAFF = "STAFF";
  private static final String OPERATIONS = Role.OPERATIONS.name();

  /** Patterns are read once, not for every request anew. */
  @Bean
  PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
    return new PathPatternRequestMatcherBuilderFactoryBean();
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      SystemKeys keys,
      ChannelPaths paths,
      StaffDirectory staff,
      CallerProofs proofs,
      BodyLimit limit)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(
            new KeyFilter(keys, staff, proofs, true), UsernamePasswordAuthenticationFilter.class)
        .addFilterAfter(new SignatureFilter(keys, staff, proofs, limit.most()), KeyFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/actuator/health/**", "/actuator/health")
                    .permitAll()
                    .requestMatchers(
                        "/window",
                        "/window/**",
                        "/track",
                        "/track/**",
                        "/pages/**",
                        "/open311/v2/**")
                    .permitAll()
                    .requestMatchers(
                        "/docs/**",
                        "/docs",
                        "/v3/api-docs/**",
                        "/v3/api-docs.yaml",
                        "/swagger-ui/**")
                    .permitAll()
                    .requestMatchers(
                        "/api/v1/channels",
                        "/api/v1/channels/*/health",
                        "/api/v1/channels/*/pause",
                        "/api/v1/channels/*/drain",
                        "/api/v1/channels/*/resume")
                    .hasAuthority(OPERATIONS)
                    .requestMatchers("/api/v1/channels/{channel}/**")
                    .access((who, where) -> channel(who, where, keys))
                    .requestMatchers(
                        "/api/v1/departments/*/health",
                        "/api/v1/departments/*/pause",
                        "/api/v1/departments/*/drain",
                        "/api/v1/departments/*/resume",
                        "/api/v1/departments/*/deliveries/**",
                        "/api/v1/departments",
                        "/api/v1/nodes",
                        "/api/v1/configuration",
                        "/api/v1/configuration/**",
                        "/api/v1/unknown-codes",
                        "/api/v1/reports",
                        "/api/v1/needs-mapping",
                        "/api/v1/clocks/**")
                    .hasAuthority(OPERATIONS)
                    .requestMatchers("/api/v1/proposals", "/api/v1/proposals/**")
                    .hasAnyAuthority(
                        OPERATIONS, Role.SECURITY_ADMIN.name(), Role.SERVICE_ADMIN.name())
                    .requestMatchers("/api/v1/audit", "/api/v1/audit/**", "/api/v1/evidence")
                    .hasAuthority(Role.AUDITOR.name())
                    .requestMatchers("/api/v1/parked", "/api/v1/parked/**")
                    .hasAnyAuthority(
                        OPERATIONS, Role.WINDOW_CLERK.name(), Role.DUTY_COORDINATOR.name())
                    .requestMatchers("/api/v1/departments/{department}/**")
                    .access((who, where) -> department(who, where, keys))
                    .requestMatchers("/intake/**")
                    .access((who, where) -> atOwnPath(who, where, paths))
                    .requestMatchers("/api/v1/sms/receipts")
                    .hasAuthority("sms")
                    .requestMatchers(
                        "/api/v1/cases/*/actions/*", "/api/v1/cases/*/erasure", "/api/v1/limits/**")
                    .hasAuthority(STAFF)
                    .requestMatchers(
                        "/api/v1/supervision",
                        "/api/v1/supervision/**",
                        "/api/v1/tasks",
                        "/api/v1/roster",
                        "/api/v1/alerts",
                        "/api/v1/alerts/**",
                        "/api/v1/feedback/**",
                        "/api/v1/callbacks",
                        "/api/v1/cases/*/deliveries",
                        "/api/v1/export",
                        "/api/v1/indicators",
                        "/api/v1/indicators/**",
                        "/actuator/**")
                    .hasAuthority(STAFF)
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint((request, response, why) -> unknown(request, response))
                    .accessDeniedHandler((request, response, why) -> denied(request, response)))
        .build();
  }

  /**
   * A channel's entrance is open to that channel; an unknown channel is nobody's, so 404 may say
   * so.
   */
  private static AuthorizationDecision channel(
      Supplier<Authentication> who, RequestAuthorizationContext where, SystemKeys keys) {
    return own(who.get(), "channel." + where.getVariables().get("channel"), keys);
  }

  /** The same for a department's calls. */
  private static AuthorizationDecision department(
      Supplier<Authentication> who, RequestAuthorizationContext where, SystemKeys keys) {
    String id = where.getVariables().get("department").replace(':', '.');
    return own(who.get(), "department." + id, keys);
  }

  private static AuthorizationDecision own(
      Authentication authentication, String id, SystemKeys keys) {
    return new AuthorizationDecision(
        authentication.getAuthorities().contains(new SimpleGrantedAuthority(id))
            || authentication.getPrincipal() instanceof Caller && !keys.known(id));
  }

  /** The same for a path of a channel's own. */
  private static AuthorizationDecision atOwnPath(
      Supplier<Authentication> who, RequestAuthorizationContext where, ChannelPaths paths) {
    String code = paths.codes().get().get(where.getRequest().getServletPath());
    return new AuthorizationDecision(
        code == null
            ? who.get().getPrincipal() instanceof Caller
            : who.get().getAuthorities().contains(new SimpleGrantedAuthority("channel." + code)));
  }

  private static void unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer, Basic realm=\"bancheng\"");
    if (Browsers.ask(request)) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    var why = Refused.of(request);
    problem(response, 401, "UNAUTHENTICATED", why.detail(), why.msg());
  }

  private static void denied(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Browsers.ask(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    problem(
        response,
        403,
        "FORBIDDEN",
        "This key may not do that, nor a role of its account.",
        "该密钥或账号角色无权访问");
  }

  private static void problem(
      HttpServletResponse response, int status, String code, String detail, String msg)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    String body =
        """
        {"type":"urn:bancheng:problem:%s","title":"%s","status":%d,"detail":"%s","code":"%s","msg":"%s"}"""
            .formatted(code.toLowerCase(java.util.Locale.ROOT), code, status, detail, code, msg);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
