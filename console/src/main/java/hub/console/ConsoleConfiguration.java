package hub.console;

import hub.console.account.AccountFile;
import hub.console.account.BegunAccounts;
import hub.console.account.DemoAccounts;
import hub.console.account.FailedSignIns;
import hub.console.account.FirstOperator;
import hub.console.account.KeptAccounts;
import hub.console.account.UserAccount;
import hub.console.account.UserAccounts;
import hub.console.api.AlarmFilter;
import hub.console.api.ApiContract;
import hub.console.api.ApiShape;
import hub.console.api.Callers;
import hub.console.api.ContractFilter;
import hub.console.api.OwnDevices;
import hub.console.api.PersonsWord;
import hub.console.api.ProblemDetails;
import hub.console.api.SignInFilter;
import hub.console.api.StraightPathFilter;
import hub.console.api.ThingFilter;
import hub.console.live.LiveEvents;
import hub.console.live.LiveFilter;
import hub.console.live.LiveSettings;
import hub.console.page.ApiDocs;
import hub.console.page.ErrorAnswer;
import hub.console.page.HomePage;
import hub.console.page.LoginPage;
import hub.console.page.ScreenFiles;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.function.SingletonSupplier;

/** Puts the console together: accounts, the API's gate, live events and pages. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:hub/console/console.properties")
class ConsoleConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleConfiguration.class);
    private static final int BEHIND_THE_GUARD = 0;

    @Bean
    ConsoleSettings consoleSettings(
            @Value("${hub.home:.}") Path home,
            @Value("${hub.data:data}") Path data,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${server.address:}") String address,
            @Value("${hub.api.body-limit:1048576}") int bodyLimit) {
        return new ConsoleSettings(home, data, demo, address, bodyLimit);
    }

    /** What operators have made or changed wins over the file; the demo's accounts stay as they are. */
    @Bean
    UserAccounts userAccounts(BegunAccounts begun, ObjectProvider<KeptAccounts> kept) {
        Supplier<List<KeptAccounts>> each =
                SingletonSupplier.of(() -> kept.stream().toList());
        return name -> {
            Optional<UserAccount> found = each.get().stream()
                    .map(accounts -> accounts.find(name))
                    .flatMap(Optional::stream)
                    .findFirst();
            return found.isPresent() && !begun.isDemo(name) ? found : begun.find(name);
        };
    }

    @Bean
    BegunAccounts begunAccounts(ConsoleSettings settings, PasswordEncoder encoder) {
        return new BegunAccounts(begun(settings, encoder));
    }

    private static UserAccounts begun(ConsoleSettings settings, PasswordEncoder encoder) {
        if (settings.demo() && DemoAccounts.allowedOn(settings.address())) {
            return new DemoAccounts();
        }
        if (settings.demo()) {
            LOG.warn(
                    "hub.demo is set, but server.address is '{}': demo users are refused unless the hub listens on"
                            + " loopback only (server.address=127.0.0.1); {} is used instead",
                    settings.address().isEmpty() ? "every interface" : settings.address(),
                    settings.users());
        }
        FirstOperator.create(settings.users(), encoder::encode)
                .ifPresent(password -> System.out.printf(
                        "hub: first start: sign in as '%s' with password '%s' (shown only now; kept hashed in %s)%n",
                        FirstOperator.NAME, password, settings.users().toAbsolutePath()));
        return new AccountFile(settings.users());
    }

    @Bean
    Callers callers(UserAccounts accounts) {
        return new Callers(accounts);
    }

    @Bean
    ApiContract apiContract(ConsoleSettings settings) {
        return ApiContract.read(settings.contract());
    }

    @Bean
    ApiShape apiShape() {
        return new ApiShape();
    }

    @Bean
    AlarmFilter alarmFilter() {
        return new AlarmFilter();
    }

    @Bean
    PersonsWord personsWord() {
        return new PersonsWord(Clock.systemUTC());
    }

    @Bean
    ProblemDetails problemDetails() {
        return new ProblemDetails();
    }

    @Bean
    OwnDevices ownDevices(ObjectProvider<DeviceVisibility> visibility) {
        return new OwnDevices(orNothing(visibility));
    }

    @Bean(destroyMethod = "close")
    LiveEvents liveEvents(
            ObjectProvider<DeviceVisibility> visibility, @Value("${hub.live.heartbeat:15s}") Duration heartbeat) {
        return new LiveEvents(LiveSettings.usual().heartbeat(heartbeat), orNothing(visibility));
    }

    @Bean
    MeterBinder liveMeters(LiveEvents events) {
        return registry -> {
            Gauge.builder("hub.live.followers", events, LiveEvents::followers)
                    .description("Browsers that follow the live stream")
                    .register(registry);
            FunctionCounter.builder("hub.live.dropped", events, LiveEvents::dropped)
                    .description("Live events that found no room")
                    .register(registry);
        };
    }

    @Bean
    FilterRegistrationBean<StraightPathFilter> straightPathFilter() {
        return filter(new StraightPathFilter(), Ordered.HIGHEST_PRECEDENCE, "/*");
    }

    @Bean
    FilterRegistrationBean<SignInFilter> signInFilter(SignInConfiguration.SignIns signIns) {
        FailedSignIns failures = new FailedSignIns(10, Duration.ofMinutes(1));
        FailedSignIns spread = new FailedSignIns(200, Duration.ofMinutes(10));
        return filter(new SignInFilter(failures, spread, signIns::blocked), Ordered.HIGHEST_PRECEDENCE + 4, "/*");
    }

    @Bean
    FilterRegistrationBean<LiveFilter> liveFilter(LiveEvents events, Callers callers, ApiContract contract) {
        return filter(new LiveFilter(events, callers), BEHIND_THE_GUARD, contract.basePath() + "/live");
    }

    @Bean
    FilterRegistrationBean<ContractFilter> contractFilter(
            ApiContract contract,
            Callers callers,
            ObjectProvider<DeviceVisibility> visibility,
            ConsoleSettings settings,
            @Value("${hub.api.file-limit:268435456}") long fileLimit) {
        ContractFilter filter =
                new ContractFilter(contract, callers, orNothing(visibility), settings.bodyLimit(), fileLimit);
        return filter(filter, BEHIND_THE_GUARD + 1, contract.basePath() + "/*");
    }

    @Bean
    FilterRegistrationBean<ThingFilter> thingFilter(Callers callers, ConsoleSettings settings) {
        return filter(
                new ThingFilter(callers, settings.bodyLimit()), BEHIND_THE_GUARD + 2, "/things/*", "/api/things/*");
    }

    @Bean
    ServletRegistrationBean<LoginPage> loginPage(ObjectProvider<IdentityConfiguration.OutsideIdentity> outside) {
        boolean hasProvider = outside.stream().findAny().isPresent();
        return servlet(new LoginPage(ConsoleConfiguration::token, hasProvider), "/login");
    }

    /** The screens, one document for all their addresses; without them a page that says who has signed in. */
    @Bean
    ServletRegistrationBean<? extends HttpServlet> homePage() {
        if (!ScreenFiles.areBuilt()) {
            return servlet(new HomePage(ConsoleConfiguration::token), "");
        }
        List<String> addresses = new ArrayList<>(List.of("", "/assets/*", "/icon.svg"));
        for (Role role : Role.values()) {
            addresses.add("/" + role.name().toLowerCase(Locale.ROOT) + "/*");
        }
        return servlet(new ScreenFiles(), addresses.toArray(String[]::new));
    }

    @Bean
    ServletRegistrationBean<ApiDocs> apiDocs(ApiContract contract) {
        String base = contract.basePath();
        return servlet(new ApiDocs(contract), base + "/docs", base + "/docs/*", base + "/openapi.yaml");
    }

    @Bean
    ServletRegistrationBean<ErrorAnswer> errorAnswer() {
        return servlet(new ErrorAnswer(), "/error");
    }

    /** A person who comes back from an identity provider comes from another site, so his session's cookie cannot be strict. */
    @Bean
    CookieSameSiteSupplier sessionCookies(@Value("${hub.access.oidc.issuer:}") String issuer) {
        return issuer.isEmpty() ? CookieSameSiteSupplier.ofStrict() : CookieSameSiteSupplier.ofLax();
    }

    static <T extends Filter> FilterRegistrationBean<T> filter(T filter, int order, String... patterns) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setAsyncSupported(true);
        registration.addUrlPatterns(patterns);
        return registration;
    }

    static <T extends HttpServlet> ServletRegistrationBean<T> servlet(T servlet, String... mappings) {
        ServletRegistrationBean<T> registration = new ServletRegistrationBean<>(servlet, mappings);
        registration.setLoadOnStartup(1);
        return registration;
    }

    private static DeviceVisibility orNothing(ObjectProvider<DeviceVisibility> visibility) {
        return visibility.getIfAvailable(() -> (customerId, deviceId) -> false);
    }

    private static String token(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
