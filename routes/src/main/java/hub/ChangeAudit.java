package hub;

import hub.console.api.ApiContract;
import hub.console.audit.AuditEntry;
import hub.console.audit.AuditTrail;
import hub.console.audit.Redacted;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Writes down every change that is asked for by the API, whichever route carries it out. How the thing was before and after
 * says the route that answers its GET, where the contract has one.
 */
final class ChangeAudit implements RoutePolicyFactory {

    private static final Pattern VERB = Pattern.compile("(.*/\\{\\w+})/[\\w-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final AuditTrail trail;
    private final String basePath;
    private final Map<String, String> operations;

    ChangeAudit(ApiContract contract, AuditTrail trail) {
        this.trail = trail;
        this.basePath = contract.basePath();
        this.operations = contract.operationPaths();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        String operation = operations.getOrDefault(routeId, "GET ");
        return operation.startsWith("GET ") ? null : new Policy(context, routeId, operation);
    }

    /** The route that shows what an operation changes. */
    Optional<String> shownBy(String operation) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        boolean collection =
                operation.startsWith("POST ") && route("GET " + path).isPresent();
        if (collection || !path.contains("{")) {
            return operation.startsWith("PUT ") ? route("GET " + path) : Optional.empty();
        }
        Matcher verb = VERB.matcher(path);
        return route("GET " + path).or(() -> verb.matches() ? route("GET " + verb.group(1)) : Optional.empty());
    }

    private Optional<String> route(String operation) {
        return operations.entrySet().stream()
                .filter(each -> each.getValue().equals(operation))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private final class Policy extends RoutePolicySupport {

        private static final String BEGUN = "hub.audit.begun";

        private final CamelContext context;
        private final String routeId;
        private final String kind;
        private final Optional<String> shownBy;
        private final Optional<String> subject;
        private volatile ProducerTemplate asks;

        Policy(CamelContext context, String routeId, String operation) {
            this.context = context;
            this.routeId = routeId;
            String path = operation.substring(operation.indexOf(' ') + 1);
            this.kind = path.substring(basePath.length() + 1).split("/")[0];
            this.shownBy = shownBy(operation);
            Matcher parameter = PARAMETER.matcher(path);
            this.subject = parameter.find() ? Optional.of(parameter.group(1)) : Optional.empty();
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getMessage().getHeaders());
            headers.values().removeIf(each -> !(each instanceof String));
            if (text(headers, "Hub-User").isEmpty()) {
                return;
            }
            String request = Redacted.json(exchange.getMessage().getBody() instanceof Map<?, ?> body ? body : "");
            exchange.setProperty(BEGUN, new Begun(headers, request, shown(headers)));
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (!(exchange.removeProperty(BEGUN) instanceof Begun begun)) {
                return;
            }
            int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
            Object answer = exchange.getMessage().getBody();
            Map<?, ?> body = answer instanceof Map<?, ?> map ? map : Map.of();
            String after = status >= 400
                    ? ""
                    : shownBy.isPresent() ? shown(begun.headers()) : Redacted.json(body.isEmpty() ? "" : body);
            Map<String, Object> headers = begun.headers();
            String named = subject.map(name -> text(headers, name)).orElse("");
            trail.note(new AuditEntry(
                    text(headers, "Hub-User"),
                    text(headers, "Hub-Roles"),
                    text(headers, "Hub-Via"),
                    text(headers, "Hub-Address"),
                    routeId,
                    kind,
                    named.isEmpty() ? id(body) : named,
                    status,
                    text(headers, "Hub-Request"),
                    begun.request(),
                    begun.before(),
                    after));
        }

        /** The thing as its own route shows it now; empty when there is none. */
        private String shown(Map<String, Object> headers) {
            if (shownBy.isEmpty()) {
                return "";
            }
            Exchange answer = ask().send("direct:" + shownBy.get(), question -> {
                question.getMessage().setHeaders(new HashMap<>(headers));
                // Without GET among them nobody takes this for a question that a copy may answer.
                question.getMessage().removeHeader(Exchange.HTTP_METHOD);
            });
            int status = answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
            Object body = answer.getMessage().getBody();
            return answer.getException() == null && status < 400 && body instanceof Map<?, ?>
                    ? Redacted.json(body)
                    : "";
        }

        private ProducerTemplate ask() {
            ProducerTemplate made = asks;
            if (made == null) {
                made = context.createProducerTemplate();
                asks = made;
            }
            return made;
        }

        private static String id(Map<?, ?> body) {
            for (String field : new String[] {"id", "device_id", "name", "productId", "executionId", "order_id"}) {
                if (body.get(field) instanceof String id) {
                    return id;
                }
            }
            return "";
        }

        private static String text(Map<String, Object> headers, String name) {
            return headers.get(name) instanceof String text ? text : "";
        }
    }

    /** What is remembered while a change is carried out. */
    private record Begun(Map<String, Object> headers, String request, String before) {}
}
