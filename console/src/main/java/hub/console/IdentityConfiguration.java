package hub.console;

import hub.console.api.Caller;
import hub.console.api.Refusals;
import hub.console.key.PresentedKey;
import jakarta.servlet.Filter;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Sign-in by an identity provider (Keycloak, Cognito, any with OpenID Connect), and its bearer tokens for programs; only when
 * {@code hub.access.oidc.issuer} names one. The provider is asked when somebody first comes, so the hub starts without it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${hub.access.oidc.issuer:}'.isEmpty()")
class IdentityConfiguration {

    private static final String ID = "oidc";

    @Bean
    IdentitySettings identitySettings(
            @Value("${hub.access.oidc.issuer}") String issuer,
            @Value("${hub.access.oidc.client-id:}") String clientId,
            @Value("${hub.access.oidc.client-secret:}") String clientSecret,
            @Value("${hub.access.oidc.audience:}") String audience,
            @Value("${hub.access.oidc.scopes:openid}") List<String> scopes,
            @Value("${hub.access.oidc.name-claim:preferred_username}") String nameClaim,
            @Value("${hub.access.oidc.roles-claim:roles}") String rolesClaim,
            @Value("${hub.access.oidc.roles:}") List<String> roles,
            @Value("${hub.access.oidc.customer-claim:customer_id}") String customerClaim) {
        return new IdentitySettings(
                issuer, clientId, clientSecret, audience, scopes, nameClaim, rolesClaim, roles, customerClaim);
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(IdentitySettings settings) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(settings)));
    }

    private static ClientRegistration registration(IdentitySettings settings) {
        ClientRegistration.Builder client = ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(ID)
                .clientId(settings.clientId())
                .scope(settings.scopes());
        return settings.clientSecret().isEmpty()
                ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build()
                : client.clientSecret(settings.clientSecret()).build();
    }

    @Bean
    OutsideIdentity outsideIdentity(
            IdentitySettings settings, ClientRegistrationRepository clients, SignInConfiguration.SignIns signIns) {
        return new OutsideIdentity(settings, clients, signIns);
    }

    /** The provider's part in the guard. */
    static final class OutsideIdentity {

        private final IdentitySettings settings;
        private final ClientRegistrationRepository clients;
        private final SignInConfiguration.SignIns signIns;

        OutsideIdentity(
                IdentitySettings settings, ClientRegistrationRepository clients, SignInConfiguration.SignIns signIns) {
            this.settings = settings;
            this.clients = clients;
            this.signIns = signIns;
        }

        void join(HttpSecurity http, RequestCache pages, Refusals refusals) throws Exception {
            DefaultOAuth2AuthorizationRequestResolver requests =
                    new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
            requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
            SavedRequestAwareAuthenticationSuccessHandler lead = new SavedRequestAwareAuthenticationSuccessHandler();
            lead.setRequestCache(pages);
            http.oauth2Login(login -> login.loginPage("/login")
                    .clientRegistrationRepository(clients)
                    .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                    .userInfoEndpoint(endpoint -> endpoint.oidcUserService(people()))
                    .successHandler((request, response, authentication) -> {
                        OidcUser person = (OidcUser) authentication.getPrincipal();
                        Caller caller = settings.caller(person.getClaims(), "session");
                        request.getSession().setAttribute(Caller.ATTRIBUTE, caller);
                        signIns.begin(request, caller.name(), "oidc");
                        lead.onAuthenticationSuccess(request, response, authentication);
                    })
                    .failureHandler(signIns.failed()));
            if (!settings.audience().isEmpty()) {
                tokens(http, refusals);
            }
        }

        private void tokens(HttpSecurity http, Refusals refusals) throws Exception {
            DefaultBearerTokenResolver usual = new DefaultBearerTokenResolver();
            http.oauth2ResourceServer(server -> server.bearerTokenResolver(
                            request -> PresentedKey.of(request).isPresent() ? null : usual.resolve(request))
                    .authenticationEntryPoint((request, response, failure) -> refusals.signInFirst(request, response))
                    .jwt(jwt -> jwt.decoder(decoder()).jwtAuthenticationConverter(this::program)));
            http.addFilterAfter(tellRoutes(), BearerTokenAuthenticationFilter.class);
        }

        private OAuth2UserService<OidcUserRequest, OidcUser> people() {
            OidcUserService usual = new OidcUserService();
            return request -> {
                OidcUser person = usual.loadUser(request);
                Set<GrantedAuthority> authorities = authorities(settings.caller(person.getClaims(), "session"), true);
                return new DefaultOidcUser(authorities, person.getIdToken(), person.getUserInfo());
            };
        }

        private JwtDecoder decoder() {
            return new SupplierJwtDecoder(() -> {
                NimbusJwtDecoder decoder =
                        NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
                OAuth2TokenValidator<Jwt> audience = token -> isForUs(token)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "wrong audience", ""));
                decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(settings.issuer()), audience));
                return decoder;
            });
        }

        private boolean isForUs(Jwt token) {
            List<String> audience = token.getAudience();
            return audience != null && audience.contains(settings.audience())
                    || settings.audience().equals(token.getClaimAsString("client_id"));
        }

        private AbstractAuthenticationToken program(Jwt token) {
            return new JwtAuthenticationToken(token, authorities(settings.caller(token.getClaims(), "token"), false));
        }

        private static Set<GrantedAuthority> authorities(Caller caller, boolean person) {
            Stream<String> roles = caller.roles().stream().map(role -> "ROLE_" + role.name());
            return Stream.concat(roles, person ? Stream.of(ConsoleAccessConfiguration.PERSON) : Stream.of())
                    .map(SimpleGrantedAuthority::new)
                    .collect(Collectors.toSet());
        }

        private Filter tellRoutes() {
            return (request, response, chain) -> {
                if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
                    request.setAttribute(
                            Caller.ATTRIBUTE, settings.caller(token.getToken().getClaims(), "token"));
                }
                chain.doFilter(request, response);
            };
        }

        /** Ends the session at the provider too, where the session came from there. */
        LogoutSuccessHandler afterLogout(LogoutSuccessHandler here) {
            OidcClientInitiatedLogoutSuccessHandler there = new OidcClientInitiatedLogoutSuccessHandler(clients);
            there.setPostLogoutRedirectUri("{baseUrl}/login?logout");
            there.setDefaultTargetUrl("/login?logout");
            return (request, response, authentication) -> {
                boolean outside = authentication != null && authentication.getPrincipal() instanceof OidcUser;
                (outside ? there : here).onLogoutSuccess(request, response, authentication);
            };
        }

        /** Where the provider's own pages are, so that the browser may be sent there. */
        String origin() {
            URI issuer = URI.create(settings.issuer());
            return issuer.getScheme() + "://" + issuer.getAuthority();
        }
    }
}
