package hub.console.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page kept beside its servlet as {@code <name>.html}, with {@code {{places}}} that are filled in, escaped. */
final class PageText {

    private final String text;

    private PageText(String text) {
        this.text = text;
    }

    static PageText read(String name) {
        try (InputStream stream = PageText.class.getResourceAsStream("/hub/console/" + name + ".html")) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks hub/console/" + name + ".html");
            }
            return new PageText(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read hub/console/" + name + ".html from the jar", broken);
        }
    }

    void write(HttpServletResponse response, Map<String, String> places) throws IOException {
        String page = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            page = page.replace("{{" + place.getKey() + "}}", escape(place.getValue()));
        }
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
