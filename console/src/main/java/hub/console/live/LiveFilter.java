package hub.console.live;

import hub.console.api.Callers;
import hub.console.api.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Answers {@code GET /api/v1/live} with an endless stream, unless the caller asks for JSON. */
public final class LiveFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** A browser comes back by itself and reads on where it was; who has been signed out meanwhile does not. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final transient LiveEvents events;
    private final transient Callers callers;

    /** Register it for the one path, behind the guard. */
    public LiveFilter(LiveEvents events, Callers callers) {
        this.events = events;
        this.callers = callers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") || wantsJson(request)) {
            chain.doFilter(request, response);
            return;
        }
        String topics = text(request.getParameter("topics"));
        if (!LiveEvents.known(topics)) {
            ProblemWriter.write(
                    request, response, 400, "topics are readings, alarms, dispatches and notices, comma separated");
            return;
        }
        if (events.isFull()) {
            response.setHeader("Retry-After", "30");
            ProblemWriter.write(request, response, 503, "too many follow already; try again later");
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext line = request.startAsync(request, response);
        line.setTimeout(LONGEST.toMillis());
        events.follow(line, callers.of(request), topics, text(request.getParameter("device")), lastEventId(request));
    }

    private static String lastEventId(HttpServletRequest request) {
        String header = text(request.getHeader("Last-Event-ID"));
        return header.isEmpty() ? text(request.getParameter("after")) : header;
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String accept = text(request.getHeader("Accept"));
        return accept.contains("application/json") && !accept.contains("text/event-stream");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
