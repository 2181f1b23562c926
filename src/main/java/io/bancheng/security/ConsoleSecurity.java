package io.bancheng.security;

import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.canonical.StaffLogins;
import java.time.Clock;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The door of the staff console: people sign in and have a session then. Every form carries a token
 * against forgery, and a page may load nothing from elsewhere.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StaffPolicy.class)
class ConsoleSecurity {
  static final String SIGN_IN = "/console/sign-in";
  private static final String CLOSED = "/console/closed";
  private static final String OIDC = SIGN_IN + "/with";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  SignIn signIn(SystemKeys keys, StaffLogins logins, Clock clock) {
    return new SignIn(keys, logins, clock);
  }

  @Bean
  OwnAccount ownAccount(SignIn signIn, StaffLogins logins, Clock clock) {
    return new OwnAccount(signIn, logins, clock);
  }

  @Bean
  SignInWays signInWays(ObjectProvider<InMemoryClientRegistrationRepository> servers) {
    return new SignInWays(
        servers.stream()
            .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
            .map(s -> new SignInWays.Way(s.getClientName(), OIDC + "/" + s.getRegistrationId()))
            .toList());
  }

  @Bean
  @Order(1)
  SecurityFilterChain console(
      HttpSecurity http,
      SystemKeys keys,
      StaffDirectory staff,
      SignIn signIn,
      StaffLogins logins,
      StaffPolicy policy,
      Clock clock,
      SignInWays ways,
      CallerProofs proofs)
      throws Exception {
    var watch = new SessionWatch(staff, logins, policy, clock);
    if (!ways.all().isEmpty()) {
      elsewhere(http, new OidcSignIn(staff, watch));
    }
    return http.securityMatcher("/console", "/console/**")
        .authenticationProvider(new StaffLogin(signIn, staff))
        .addFilterAfter(watch, SecurityContextHolderFilter.class)
        .addFilterBefore(
            new KeyFilter(keys, staff, proofs, !policy.secondFactor()),
            UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(ConsoleSecurity::rights)
        .formLogin(
            form ->
                form.loginPage(SIGN_IN)
                    .usernameParameter("account")
                    .passwordParameter("key")
                    .authenticationDetailsSource(SignInDetails::new)
                    .successHandler(new Entrance(watch))
                    .failureUrl(SIGN_IN + "?wrong"))
        .logout(out -> out.logoutUrl("/console/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
        .exceptionHandling(refused -> refused.accessDeniedPage(CLOSED))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                    .referrerPolicy(from -> from.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static void rights(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .requestMatchers(SIGN_IN, CLOSED, "/console/static/**")
        .permitAll()
        .requestMatchers(
            "/console/channels/**",
            "/console/departments/**",
            "/console/codes/**",
            "/console/nodes",
            "/console/flow",
            "/console/shadow/**",
            "/console/configuration/*/use")
        .hasAuthority(Role.OPERATIONS.name())
        .requestMatchers("/console/proposals", "/console/proposals/**")
        .hasAnyAuthority(
            Role.OPERATIONS.name(), Role.SECURITY_ADMIN.name(), Role.SERVICE_ADMIN.name())
        .requestMatchers("/console/audit")
        .hasAuthority(Role.AUDITOR.name())
        .requestMatchers("/console/inbox")
        .hasAnyAuthority(
            Role.CHIEF_REPRESENTATIVE.name(), Role.DEPT_HANDLER.name(), Role.DEPT_LEADER.name())
        .requestMatchers("/console/supervision")
        .hasAnyAuthority(
            Role.EFFICIENCY_SUPERVISOR.name(),
            Role.EFFICIENCY_OFFICE.name(),
            Role.SERVICE_ADMIN.name(),
            Role.DEPT_LEADER.name(),
            Role.CHIEF_REPRESENTATIVE.name())
        .requestMatchers("/console/accounts")
        .hasAnyAuthority(Role.SECURITY_ADMIN.name(), Role.AUDITOR.name())
        .requestMatchers("/console/ledger")
        .hasAnyAuthority(
            Role.WINDOW_CLERK.name(),
            Role.DUTY_COORDINATOR.name(),
            Role.SERVICE_ADMIN.name(),
            Role.EFFICIENCY_SUPERVISOR.name(),
            Role.EFFICIENCY_OFFICE.name(),
            Role.CHIEF_REPRESENTATIVE.name(),
            Role.DEPT_LEADER.name())
        .requestMatchers("/console/new")
        .hasAnyAuthority(Role.WINDOW_CLERK.name(), Role.DUTY_COORDINATOR.name())
        .requestMatchers("/console/parked/**")
        .hasAnyAuthority(
            Role.OPERATIONS.name(), Role.WINDOW_CLERK.name(), Role.DUTY_COORDINATOR.name())
        .anyRequest()
        .hasAuthority(WebSecurity.STAFF);
  }

  /** Also at servers of the office's own, as {@code spring.security.oauth2.client} names them. */
  private static void elsewhere(HttpSecurity http, OidcSignIn welcome) throws Exception {
    http.oauth2Login(
        oidc ->
            oidc.loginPage(SIGN_IN)
                .authorizationEndpoint(at -> at.baseUri(OIDC))
                .redirectionEndpoint(at -> at.baseUri(SIGN_IN + "/from/*"))
                .userInfoEndpoint(at -> at.oidcUserService(welcome.new Users()))
                .successHandler(welcome)
                .failureUrl(SIGN_IN + "?wrong"));
  }
}
