package hub.console;

import hub.console.account.SessionEnd;
import hub.console.account.UserAccounts;
import hub.console.api.Caller;
import hub.console.api.RequestId;
import hub.console.audit.AuditEntry;
import hub.console.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** What happens when a person signs in, fails to, or signs out: the session begins or ends, and it is written down. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    @Bean
    SignIns signIns(ObjectProvider<AuditTrail> trail, UserAccounts accounts, SessionEnd sessions) {
        return new SignIns(trail, accounts, sessions);
    }

    /** The three moments of a session. */
    static final class SignIns {

        private final ObjectProvider<AuditTrail> trail;
        private final UserAccounts accounts;
        private final SessionEnd sessions;

        SignIns(ObjectProvider<AuditTrail> trail, UserAccounts accounts, SessionEnd sessions) {
            this.trail = trail;
            this.accounts = accounts;
            this.sessions = sessions;
        }

        AuthenticationSuccessHandler succeeded(RequestCache pages) {
            SavedRequestAwareAuthenticationSuccessHandler lead = new SavedRequestAwareAuthenticationSuccessHandler();
            lead.setDefaultTargetUrl("/");
            lead.setRequestCache(pages);
            return (request, response, authentication) -> {
                begin(request, authentication.getName(), "password");
                lead.onAuthenticationSuccess(request, response, authentication);
            };
        }

        void begin(HttpServletRequest request, String name, String via) {
            sessions.begin(request, name);
            note(request, "sign-in", name, via, 200);
        }

        AuthenticationFailureHandler failed() {
            SimpleUrlAuthenticationFailureHandler lead = new SimpleUrlAuthenticationFailureHandler("/login?error");
            return (request, response, failure) -> {
                note(request, "sign-in-failed", known(request.getParameter("username")), "password", 401);
                lead.onAuthenticationFailure(request, response, failure);
            };
        }

        /** Somebody guesses passwords and has to wait. */
        void blocked(HttpServletRequest request, String given) {
            note(request, "sign-in-blocked", known(given), "password", 429);
        }

        LogoutHandler left() {
            return (request, response, authentication) -> {
                if (authentication != null) {
                    note(request, "sign-out", name(request, authentication), "session", 200);
                }
            };
        }

        LogoutSuccessHandler after(IdentityConfiguration.OutsideIdentity outside) {
            SimpleUrlLogoutSuccessHandler here = new SimpleUrlLogoutSuccessHandler();
            here.setDefaultTargetUrl("/login?logout");
            return outside == null ? here : outside.afterLogout(here);
        }

        private static String name(HttpServletRequest request, Authentication authentication) {
            Object outside = request.getSession(false) == null
                    ? null
                    : request.getSession(false).getAttribute(Caller.ATTRIBUTE);
            return outside instanceof Caller caller ? caller.name() : authentication.getName();
        }

        /** A name nobody has is not written down: people type passwords there. */
        private String known(String given) {
            return given != null && accounts.find(given).isPresent() ? given : "unknown";
        }

        private void note(HttpServletRequest request, String action, String name, String via, int status) {
            trail.ifAvailable(log -> log.note(
                    AuditEntry.plain(name, via, request.getRemoteAddr(), action, name, status, RequestId.of(request))));
        }
    }
}
