package hub.console.page;

import hub.console.api.ProblemDetails;
import hub.console.api.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The last word on any error that nobody else has answered: problem details, without inner details. */
public final class ErrorAnswer extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String instance = asked == null ? request.getRequestURI() : asked.toString();
        ProblemWriter.write(response, ProblemDetails.of(status, sentence(status), instance));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "the request cannot be read; check its address and headers";
            case 404 -> "there is nothing at this address";
            case 405 -> "this address does not answer this method";
            case 413 -> "the request is larger than the hub accepts";
            default -> status < 500 ? "the request was refused" : "the hub failed; its log says more";
        };
    }
}
