package hub.adapters.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** AWS IoT's job requests over HTTP: the method and path say what is asked, the answer is the same as over MQTT. */
public final class JobDoor {

    private static final int LARGEST_BODY = 128 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final DeviceJobs jobs;

    public JobDoor(DeviceJobs jobs) {
        this.jobs = jobs;
    }

    /** Answers {@code GET .../jobs}, {@code PUT .../jobs/$next}, {@code GET} and {@code POST .../jobs/{jobId}}. */
    public String answer(Exchange exchange) throws SQLException, IOException {
        Message request = exchange.getMessage();
        String method = request.getHeader(Exchange.HTTP_METHOD, "GET", String.class);
        String jobId = request.getHeader("jobId", "", String.class);
        String operation = method.equals("POST") ? "update" : method.equals("PUT") ? "start-next" : "get";
        byte[] body = method.equals("GET") ? query(request) : body(request);
        DeviceJobs.Reply reply = jobs.request(
                request.getHeader("thing", "", String.class),
                operation,
                operation.equals("start-next") ? "" : jobId,
                body);
        request.removeHeaders("*");
        request.setHeader(Exchange.CONTENT_TYPE, "application/json");
        request.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        if (reply.status() == TOO_MANY_REQUESTS) {
            request.setHeader("Retry-After", 1);
        }
        return Json.write(reply.body());
    }

    private static byte[] body(Message request) throws IOException {
        InputStream body = request.getBody(InputStream.class);
        return body == null ? new byte[0] : body.readNBytes(LARGEST_BODY);
    }

    /** What a GET says in its query, as the body of the same request over MQTT. */
    private static byte[] query(Message request) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (String part :
                request.getHeader(Exchange.HTTP_QUERY, "", String.class).split("&")) {
            String[] pair = part.split("=", 2);
            if (pair[0].equals("executionNumber") && pair.length == 2) {
                said.put(pair[0], pair[1]);
            }
            if (pair[0].equals("includeJobDocument") && pair.length == 2) {
                said.put(pair[0], Boolean.parseBoolean(pair[1]));
            }
        }
        return Json.write(said).getBytes(StandardCharsets.UTF_8);
    }
}
