package hub.console.page;

import hub.console.Role;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a person lands after signing in: who am I, and where may I go. */
public final class HomePage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final PageText PAGE = PageText.read("home");

    private final transient Function<HttpServletRequest, String> token;

    /** @param token the request's forgery token, for signing out */
    public HomePage(Function<HttpServletRequest, String> token) {
        this.token = token;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String roles = Arrays.stream(Role.values())
                .map(Role::name)
                .filter(request::isUserInRole)
                .map(role -> role.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String user = request.getRemoteUser() == null ? "" : request.getRemoteUser();
        PAGE.write(
                response,
                Map.of(
                        "user",
                        user,
                        "roles",
                        roles,
                        "operator",
                        request.isUserInRole(Role.OPERATOR.name()) ? "" : "hidden",
                        "token",
                        token.apply(request)));
    }
}
