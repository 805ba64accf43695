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
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

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

    private static final String CONTENT_POLICY = "default-src 'self'; connect-src 'self'%1$s; img-src 'self' data:%1$s;"
            + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

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
                    .roles(account.roles().stream().map(Role::name).toArray(String[]::new))
                    .build();
        };
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
    SecurityFilterChain peopleDoor(HttpSecurity http, Refusals refusals, ObjectProvider<FileOrigins> files)
            throws Exception {
        HttpSessionRequestCache pagesOnly = new HttpSessionRequestCache();
        pagesOnly.setRequestMatcher(Refusals::isPage);
        return http.securityMatcher(request -> true)
                .authorizeHttpRequests(ConsoleSecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, failure) -> refusals.signInFirst(request, response)))
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/"))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?logout"))
                .requestCache(cache -> cache.requestCache(pagesOnly))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, failure) -> refusals.signInFirst(request, response))
                        .accessDeniedHandler((request, response, denied) -> refusals.denied(request, response, denied)))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(Refusals::cannotBeForged, CLAIMS))
                .addFilterAfter(handOutToken(), CsrfFilter.class)
                .headers(headers -> headers(headers, files))
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
                matched.hasAnyRole(rule.roles().stream().map(Role::name).toArray(String[]::new));
            }
        }
        requests.anyRequest().denyAll();
    }

    private static RequestMatcher matcher(AccessRule rule) {
        return rule.method().isEmpty()
                ? PATHS.matcher(rule.path())
                : PATHS.matcher(HttpMethod.valueOf(rule.method()), rule.path());
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, ObjectProvider<FileOrigins> files) {
        RequestMatcher hawtio = PATHS.matcher("/actuator/**");
        headers.referrerPolicy(Customizer.withDefaults()).addHeaderWriter((request, response) -> {
            if (!hawtio.matches(request)) {
                FileOrigins origins = files.getIfAvailable(() -> List::of);
                String also = origins.origins().stream().map(each -> " " + each).collect(Collectors.joining());
                response.setHeader("Content-Security-Policy", CONTENT_POLICY.formatted(also));
            }
        });
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
