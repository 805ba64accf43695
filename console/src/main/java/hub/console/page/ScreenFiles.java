package hub.console.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The screens as the build made them out of {@code console/screens}: their files under {@code /assets}, and for every address
 * of a page the one document that shows it, so that a link into the screens works when it is opened anew.
 */
public final class ScreenFiles extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/META-INF/screens";
    private static final String DOCUMENT = "/index.html";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "woff", "font/woff",
            "png", "image/png",
            "jpg", "image/jpeg");

    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

    /** Whether the screens were built into this program; without Node.js on the building machine they are not. */
    public static boolean areBuilt() {
        return ScreenFiles.class.getResource(FOLDER + DOCUMENT) != null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getRequestURI();
        boolean isFile = asked.startsWith("/assets/") || asked.equals("/icon.svg");
        String name = isFile ? asked : DOCUMENT;
        Optional<byte[]> file = name.contains("..") ? Optional.empty() : file(name);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // A file's name changes with its content, the document's does not.
        response.setHeader("Cache-Control", asked.startsWith("/assets/") ? FOR_EVER : "no-cache");
        response.setContentType(
                TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
        response.setContentLength(file.get().length);
        response.getOutputStream().write(file.get());
    }

    private Optional<byte[]> file(String name) throws IOException {
        Optional<byte[]> known = files.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream stream = ScreenFiles.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            Optional<byte[]> read = Optional.of(stream.readAllBytes());
            files.put(name, read);
            return read;
        }
    }
}
