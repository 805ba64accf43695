package hub.console;

import hub.console.account.RememberedPasswords;
import hub.console.account.UserAccount;
import hub.console.account.UserAccounts;
import hub.console.api.ApiContract;
import hub.console.api.DeviceKeyFilter;
import hub.console.api.Refusals;
import hub.console.api.ThingKeyFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.function.SingletonSupplier;

/**
 * Enforces {@link ConsoleSecurity}. Path patterns are matched with {@link PathPatternRequestMatcher} throughout: text
 * patterns would be left to the dispatcher servlet's mappings and miss what other servlets answer, Jolokia among them.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ConsoleSecurityConfiguration {

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    /** Devices without an identity have no session that could be misused either. */
    private static final RequestMatcher CLAIMS = PATHS.matcher(HttpMethod.POST, "/api/v1/provision");

    /** The files' places come twice, the identity provider's pages last, where people's forms may lead. */
    private static final String CONTENT_POLICY = "default-src 'self'; connect-src 'self'%1$s; img-src 'self' data:%1$s;"
            + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'";

    @Bean
    PasswordEncoder passwordEncoder() {
        PasswordEncoder slow = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        RememberedPasswords remembered = new RememberedPasswords(Duration.ofMinutes(5));
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return slow.encode(password);
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                return remembered.matches(password, hash, slow::matches);
            }
        };
    }

    @Bean
    UserDetailsService userDetails(UserAccounts accounts) {
        return name -> {
            UserAccount account = accounts.find(name).orElseThrow(() -> new UsernameNotFoundException(name));
            return User.withUsername(account.name())
                    .password(account.passwordHash())
                    .authorities(Stream.concat(
                                    account.roles().stream().map(role -> "ROLE_" + role.name()),
                                    Stream.of(ConsoleAccessConfiguration.PERSON))
                            .toArray(String[]::new))
                    // Looked at after the password: a locked account answers as slowly as any other.
                    .credentialsExpired(account.locked())
                    .build();
        };
    }

    /** A measurement around each of some twenty filters would cost more than the filters. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Refusals refusals(ApiContract contract) {
        return new Refusals(contract);
    }

    /** Devices: a key with every request, no session, no forgery token. */
    @Bean
    @Order(1)
    SecurityFilterChain deviceDoor(HttpSecurity http, ObjectProvider<DeviceKeys> keys) throws Exception {
        DeviceKeys nobody = (key, hubId, deviceId) -> false;
        return http.securityMatcher(PATHS.matcher("/ingest/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new DeviceKeyFilter(keys.getIfAvailable(() -> nobody)), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Devices at their own shadows and jobs; people reach the same addresses by the next door. */
    @Bean
    @Order(2)
    SecurityFilterChain thingDoor(HttpSecurity http, ObjectProvider<DeviceKeys> keys) throws Exception {
        DeviceKeys nobody = (key, hubId, deviceId) -> false;
        RequestMatcher things = new OrRequestMatcher(PATHS.matcher("/things/**"), PATHS.matcher("/api/things/**"));
        return http.securityMatcher(request -> things.matches(request) && ThingKeyFilter.hasKey(request))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ThingKeyFilter(keys.getIfAvailable(() -> nobody)), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** People and programs: everything else. */
    @Bean
    @Order(3)
    SecurityFilterChain peopleDoor(
            HttpSecurity http,
            Refusals refusals,
            ConsoleAccessConfiguration.KeyDoor keys,
            ConsoleAccessConfiguration.ForeignPages foreign,
            SignInConfiguration.SignIns signIns,
            ObjectProvider<IdentityConfiguration.OutsideIdentity> outside,
            ObjectProvider<FileOrigins> files)
            throws Exception {
        HttpSessionRequestCache pagesOnly = new HttpSessionRequestCache();
        pagesOnly.setRequestMatcher(Refusals::isPage);
        for (IdentityConfiguration.OutsideIdentity identity : outside) {
            identity.join(http, pagesOnly, refusals);
        }
        return http.securityMatcher(request -> true)
                .authorizeHttpRequests(ConsoleSecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, failure) -> refusals.signInFirst(request, response)))
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(signIns.succeeded(pagesOnly))
                        .failureHandler(signIns.failed()))
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler(signIns.left())
                        .deleteCookies("JSESSIONID")
                        .logoutSuccessHandler(signIns.after(outside.getIfAvailable())))
                .addFilterBefore(keys.filter(), UsernamePasswordAuthenticationFilter.class)
                .requestCache(cache -> cache.requestCache(pagesOnly))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, failure) -> refusals.signInFirst(request, response))
                        .accessDeniedHandler((request, response, denied) -> refusals.denied(request, response, denied)))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(Refusals::cannotBeForged, CLAIMS, foreign))
                .cors(cors -> cors.configurationSource(foreign))
                .addFilterAfter(handOutToken(), CsrfFilter.class)
                .headers(headers -> headers(headers, files, outside))
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.INCLUDE, DispatcherType.ERROR)
                .permitAll();
        for (AccessRule rule : ConsoleSecurity.RULES) {
            var matched = requests.requestMatchers(matcher(rule));
            if (rule.open()) {
                matched.permitAll();
            } else {
                matched.access(ConsoleSecurityConfiguration.allows(rule));
            }
        }
        requests.anyRequest().denyAll();
    }

    private static AuthorizationManager<RequestAuthorizationContext> allows(AccessRule rule) {
        List<String> opening = new ArrayList<>(
                rule.roles().stream().map(role -> "ROLE_" + role.name()).toList());
        if (!rule.scope().isEmpty()) {
            opening.add("SCOPE_" + rule.scope());
        }
        AuthorizationManager<RequestAuthorizationContext> byRole =
                AuthorityAuthorizationManager.hasAnyAuthority(opening.toArray(String[]::new));
        return rule.people()
                ? AuthorizationManagers.allOf(
                        byRole, AuthorityAuthorizationManager.hasAuthority(ConsoleAccessConfiguration.PERSON))
                : byRole;
    }

    private static RequestMatcher matcher(AccessRule rule) {
        return rule.method().isEmpty()
                ? PATHS.matcher(rule.path())
                : PATHS.matcher(HttpMethod.valueOf(rule.method()), rule.path());
    }

    private static void headers(
            HeadersConfigurer<HttpSecurity> headers,
            ObjectProvider<FileOrigins> files,
            ObjectProvider<IdentityConfiguration.OutsideIdentity> outside) {
        String providers = outside.stream().map(each -> " " + each.origin()).collect(Collectors.joining());
        Supplier<String> policy = SingletonSupplier.of(() -> contentPolicy(files) + providers);
        headers.referrerPolicy(Customizer.withDefaults())
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(opener ->
                        opener.policy(CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN))
                .addHeaderWriter((request, response) -> {
                    // Written with an answer that comes later, when the parsed path may be gone already.
                    if (!request.getRequestURI().startsWith("/actuator/")) {
                        response.setHeader("Content-Security-Policy", policy.get());
                    }
                });
    }

    private static String contentPolicy(ObjectProvider<FileOrigins> files) {
        return CONTENT_POLICY.formatted(files.getIfAvailable(() -> List::of).origins().stream()
                .map(origin -> " " + origin)
                .collect(Collectors.joining()));
    }

    /** The token's cookie is only written when somebody asks for the token. */
    private static Filter handOutToken() {
        return (request, response, chain) -> {
            if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                    && !Refusals.cannotBeForged((HttpServletRequest) request)) {
                token.getToken();
            }
            chain.doFilter(request, response);
        };
    }
}
