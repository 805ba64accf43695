package hub.console.api;

import hub.console.key.PresentedKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Says no in a way that helps: a person is led to the sign-in page, a program is told what is missing. */
public final class Refusals {

    private final ApiContract contract;

    /** @param contract tells an unknown path from a forbidden one */
    public Refusals(ApiContract contract) {
        this.contract = contract;
    }

    /** Nobody has signed in, or the name or password is wrong. */
    public void signInFirst(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isPage(request)) {
            response.sendRedirect(request.getContextPath() + "/login");
            return;
        }
        if (request.getHeader("Sec-Fetch-Site") == null) {
            // Browsers get no challenge: they would keep the password and send it along with forged requests.
            response.setHeader("WWW-Authenticate", "Basic realm=\"IoTLink Hub\", charset=\"UTF-8\"");
        }
        ProblemWriter.write(request, response, 401, "sign in first: name and password by HTTP Basic, or at /login");
    }

    /** The caller is known but may not do this; for the API, what does not exist is told apart. */
    public void denied(HttpServletRequest request, HttpServletResponse response, Exception why) throws IOException {
        if (why.getClass().getSimpleName().contains("Csrf")) {
            ProblemWriter.write(
                    request, response, 403, "send the cookie XSRF-TOKEN's value back in the header X-XSRF-TOKEN");
            return;
        }
        String path = request.getRequestURI();
        List<String> methods = contract.methods(path);
        if (path.startsWith(contract.basePath() + "/") && methods.isEmpty()) {
            ProblemWriter.write(
                    request, response, 404, "the API has no such path; see " + contract.basePath() + "/docs");
        } else if (!methods.isEmpty() && !methods.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", methods));
            ProblemWriter.write(request, response, 405, "this path answers " + String.join(", ", methods));
        } else {
            ProblemWriter.write(request, response, 403, "your role does not allow this");
        }
    }

    /** Whether a person is opening a page. */
    public static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }

    /**
     * Whether a request cannot have been made by a foreign page in somebody's browser: it carries its own credentials and
     * does not come from another origin.
     */
    public static boolean cannotBeForged(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean credentials = authorization != null && !authorization.isBlank();
        if (!credentials && PresentedKey.of(request).isEmpty()) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
    }
}
