package hub.console;

import hub.console.account.SessionEnd;
import hub.console.account.UserAccounts;
import hub.console.api.Caller;
import hub.console.api.ProblemWriter;
import hub.console.api.RequestId;
import hub.console.key.ApiKeys;
import hub.console.key.KeyHolder;
import hub.console.key.MetricsKey;
import hub.console.key.PresentedKey;
import hub.console.key.RateFilter;
import hub.console.key.RequestRates;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keys of programs, how often anybody may ask, and when sessions end. */
@Configuration(proxyBeanMethods = false)
class ConsoleAccessConfiguration {

    /** What people have who have signed in, and programs' keys have not. */
    static final String PERSON = "PERSON";

    @Bean
    RequestRates requestRates() {
        return new RequestRates();
    }

    @Bean
    MetricsKey metricsKey(
            ConsoleSettings settings, @Value("${hub.access.metrics-key:${hub.data:data}/metrics.key}") Path file) {
        return MetricsKey.in(file);
    }

    @Bean
    SessionEnd sessionEnd(
            UserAccounts accounts,
            @Value("${hub.access.longest-session:12h}") Duration longest,
            ObjectProvider<Clock> clock) {
        return new SessionEnd(accounts, longest, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    FilterRegistrationBean<RequestId> requestIdFilter() {
        return ConsoleConfiguration.filter(new RequestId(), Ordered.HIGHEST_PRECEDENCE, "/*");
    }

    @Bean
    FilterRegistrationBean<RateFilter> rateFilter(
            RequestRates rates, @Value("${hub.access.address-requests-per-minute:60000}") int perMinute) {
        return ConsoleConfiguration.filter(new RateFilter(rates, perMinute), Ordered.HIGHEST_PRECEDENCE + 2, "/*");
    }

    @Bean
    FilterRegistrationBean<SessionEnd> sessionEndFilter(SessionEnd end) {
        return ConsoleConfiguration.filter(end, Ordered.HIGHEST_PRECEDENCE + 3, "/*");
    }

    @Bean
    KeyDoor keyDoor(ObjectProvider<ApiKeys> kept, RequestRates rates) {
        return new KeyDoor(kept.orderedStream().toList(), rates);
    }

    @Bean
    ForeignPages foreignPages(@Value("${hub.access.cors-origins:}") List<String> origins) {
        return new ForeignPages(origins);
    }

    /** Pages of other origins that may ask with a key or a token; never with somebody's session. */
    static final class ForeignPages implements CorsConfigurationSource, RequestMatcher {

        private final List<String> origins;

        ForeignPages(List<String> origins) {
            this.origins = List.copyOf(origins);
        }

        @Override
        public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
            if (origins.isEmpty()) {
                return null;
            }
            CorsConfiguration allowed = new CorsConfiguration();
            allowed.setAllowedOrigins(origins);
            allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
            allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "X-API-Key", "X-Request-Id"));
            allowed.setExposedHeaders(List.of("X-Request-Id", "Retry-After"));
            allowed.setAllowCredentials(false);
            return allowed;
        }

        /** Whether such a page asks with credentials that no browser adds by itself. */
        @Override
        public boolean matches(HttpServletRequest request) {
            String authorization = request.getHeader("Authorization");
            boolean bearer = authorization != null && authorization.startsWith("Bearer ");
            String origin = request.getHeader("Origin");
            return origin != null
                    && origins.contains(origin)
                    && (bearer || PresentedKey.of(request).isPresent());
        }
    }

    /** Lets a program with a key through, as whoever the key says. */
    static final class KeyDoor {

        private final List<ApiKeys> keys;
        private final RequestRates rates;

        KeyDoor(List<ApiKeys> keys, RequestRates rates) {
            this.keys = keys;
            this.rates = rates;
        }

        /** Not a bean: it stands within the guard only. */
        OncePerRequestFilter filter() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    Optional<String> key = PresentedKey.of(request);
                    if (key.isEmpty()) {
                        chain.doFilter(request, response);
                    } else {
                        enter(request, response, chain, key.get());
                    }
                }
            };
        }

        private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key)
                throws IOException, ServletException {
            Optional<KeyHolder> known = keys.stream()
                    .map(each -> each.holder(key, request.getRemoteAddr()))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (known.isEmpty()) {
                ProblemWriter.write(request, response, 401, "this key is unknown, expired or revoked");
                return;
            }
            KeyHolder holder = known.get();
            long wait = rates.secondsToWait(holder.id(), holder.requestsPerMinute());
            if (wait > 0) {
                String why = "this key may ask " + holder.requestsPerMinute() + " times a minute";
                RateFilter.refuse(request, response, wait, why);
            } else if (holder.readOnly() && !List.of("GET", "HEAD").contains(request.getMethod())) {
                ProblemWriter.write(request, response, 403, "this key may only read");
            } else {
                pass(request, response, chain, holder);
            }
        }

        private static void pass(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain, KeyHolder holder)
                throws IOException, ServletException {
            Caller caller = holder.caller();
            request.setAttribute(Caller.ATTRIBUTE, caller);
            List<GrantedAuthority> authorities = new ArrayList<>();
            Stream.concat(
                            caller.roles().stream().map(role -> "ROLE_" + role.name()),
                            Stream.of("SCOPE_" + holder.scope()))
                    .forEach(name -> authorities.add(new SimpleGrantedAuthority(name)));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(caller.name(), "", authorities));
            SecurityContextHolder.setContext(context);
            try {
                chain.doFilter(request, response);
            } finally {
                SecurityContextHolder.clearContext();
            }
        }
    }
}
