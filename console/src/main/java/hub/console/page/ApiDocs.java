package hub.console.page;

import hub.console.api.ApiContract;
import hub.console.api.ProblemWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The API's description as a page (Swagger UI from its jar, nothing from the internet) and as the file itself. */
public final class ApiDocs extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final PageText PAGE = PageText.read("docs");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css",
            "js", "text/javascript",
            "png", "image/png");

    private final transient ApiContract contract;
    private final String assets;

    /** @param contract what is described */
    public ApiDocs(ApiContract contract) {
        this.contract = contract;
        this.assets = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String rest = Optional.ofNullable(request.getPathInfo()).orElse("");
        if (request.getServletPath().endsWith("/openapi.yaml")) {
            response.setContentType("application/yaml");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getOutputStream().write(contract.text().getBytes(StandardCharsets.UTF_8));
        } else if (rest.isEmpty()) {
            response.sendRedirect(request.getRequestURI() + "/");
        } else if (rest.equals("/")) {
            PAGE.write(response, Map.of());
        } else {
            asset(request, response, rest.substring(1));
        }
    }

    private void asset(HttpServletRequest request, HttpServletResponse response, String name) throws IOException {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
        String folder = name.equals("start.js") ? "/hub/console/" : assets;
        try (InputStream stream =
                name.contains("/") || type.isEmpty() ? null : ApiDocs.class.getResourceAsStream(folder + name)) {
            if (stream == null) {
                ProblemWriter.write(request, response, 404, "there is no such file");
                return;
            }
            response.setContentType(type);
            response.setHeader("Cache-Control", "private, max-age=86400");
            stream.transferTo(response.getOutputStream());
        }
    }

    private static String swaggerVersion() {
        String file = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream stream = ApiDocs.class.getResourceAsStream(file)) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file + " from the Swagger UI jar", broken);
        }
    }
}
