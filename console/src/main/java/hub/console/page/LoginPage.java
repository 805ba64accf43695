package hub.console.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Where a person signs in, in Korean and English; works without script. */
public final class LoginPage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final PageText PAGE = PageText.read("login");

    private final transient Function<HttpServletRequest, String> token;

    private final boolean hasProvider;

    /**
     * @param token the request's forgery token
     * @param hasProvider whether one may sign in by an identity provider too
     */
    public LoginPage(Function<HttpServletRequest, String> token, boolean hasProvider) {
        this.token = token;
        this.hasProvider = hasProvider;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String notice = "";
        if (request.getParameter("error") != null) {
            notice = "이름 또는 비밀번호가 맞지 않습니다. / The name or the password is wrong.";
        } else if (request.getParameter("logout") != null) {
            notice = "로그아웃했습니다. / You have signed out.";
        }
        PAGE.write(
                response,
                Map.of("notice", notice, "token", token.apply(request), "provider", hasProvider ? "" : "hidden"));
    }
}
