package hub.console.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Refuses addresses that could be read in two ways, before anybody reads them: empty, dot and parameter segments,
 * backslashes, and escapes of characters that have a meaning in paths or need no escape.
 */
public final class StraightPathFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern CROOKED =
            Pattern.compile("//|\\\\|;|/\\.{1,2}(/|$)|[\\x00-\\x1f\\x7f]|%(?![0-9a-fA-F]{2})"
                    + "|%([01][0-9a-fA-F]|2[dDeEfF5]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAcCfF]|6[1-9a-fA-F]|7[0-9aAeEfF])");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (CROOKED.matcher(request.getRequestURI()).find()) {
            ProblemWriter.write(
                    request, response, 400, "the address must be plain: no //, dot segments, ; or their escapes");
        } else {
            chain.doFilter(request, response);
        }
    }
}
