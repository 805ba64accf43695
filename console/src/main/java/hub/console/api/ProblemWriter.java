package hub.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes problem details to a servlet response: for whoever refuses a request before a route sees it. */
public final class ProblemWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemWriter() {}

    /** Answers with one sentence. */
    public static void write(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        write(response, ProblemDetails.of(status, detail, request.getRequestURI()));
    }

    /** Answers with a list of what is wrong. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, int status, List<FieldProblem> problems)
            throws IOException {
        write(response, ProblemDetails.of(status, problems, request.getRequestURI()));
    }

    /** Answers with problem details made elsewhere. */
    public static void write(HttpServletResponse response, Map<String, Object> problem) throws IOException {
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setStatus((Integer) problem.get("status"));
        response.setContentType(ProblemDetails.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
