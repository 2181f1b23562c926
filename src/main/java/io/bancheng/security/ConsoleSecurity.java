package io.bancheng.security;

import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The door of the staff console: people sign in with their account and its key and have a session
 * then. Every form carries a token against forgery, and a page may load nothing from elsewhere.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
  private static final String SIGN_IN = "/console/sign-in";
  private static final String CLOSED = "/console/closed";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  @Order(1)
  SecurityFilterChain console(HttpSecurity http, SystemKeys keys, StaffDirectory staff)
      throws Exception {
    return http.securityMatcher("/console", "/console/**")
        .authenticationProvider(new StaffLogin(keys, staff))
        .addFilterBefore(new KeyFilter(keys, staff), UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(SIGN_IN, CLOSED, "/console/static/**")
                    .permitAll()
                    .requestMatchers(
                        "/console/departments/**",
                        "/console/codes/**",
                        "/console/nodes",
                        "/console/configuration/*/use")
                    .hasAuthority(Role.OPERATIONS.name())
                    .requestMatchers("/console/audit")
                    .hasAuthority(Role.AUDITOR.name())
                    .requestMatchers("/console/new")
                    .hasAnyAuthority(Role.WINDOW_CLERK.name(), Role.DUTY_COORDINATOR.name())
                    .requestMatchers("/console/parked/**")
                    .hasAnyAuthority(
                        Role.OPERATIONS.name(),
                        Role.WINDOW_CLERK.name(),
                        Role.DUTY_COORDINATOR.name())
                    .anyRequest()
                    .hasAuthority(WebSecurity.STAFF))
        .formLogin(
            form ->
                form.loginPage(SIGN_IN)
                    .usernameParameter("account")
                    .passwordParameter("key")
                    .defaultSuccessUrl("/console")
                    .failureUrl(SIGN_IN + "?wrong"))
        .logout(out -> out.logoutUrl("/console/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
        .exceptionHandling(refused -> refused.accessDeniedPage(CLOSED))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }
}
