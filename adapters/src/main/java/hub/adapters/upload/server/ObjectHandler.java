package hub.adapters.upload.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the S3 operations HeadBucket, CreateBucket, Put, Copy, Get, Head and DeleteObject, and those of multipart uploads. */
final class ObjectHandler implements HttpHandler {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private final ObjectFolder objects;
    private final SignatureCheck signatures;
    private final CrossOrigin origins;

    ObjectHandler(ObjectFolder objects, SignatureCheck signatures, CrossOrigin origins) {
        this.objects = objects;
        this.signatures = signatures;
        this.origins = origins;
    }

    @Override
    public void handle(HttpExchange request) throws IOException {
        try (request) {
            if (origins.greets(request)) {
                return;
            }
            String problem = signatures.problem(request);
            if (!problem.isEmpty()) {
                error(request, 403, problem);
                return;
            }
            String[] path = SignatureCheck.decode(
                            request.getRequestURI().getRawPath().replace("+", "%2B"))
                    .split("/", 3);
            if (path.length < 3 || path[2].isEmpty()) {
                answer(request, 200, "");
                return;
            }
            Map<String, String> query =
                    SignatureCheck.query(request.getRequestURI().getRawQuery());
            if (query.containsKey("uploads") || query.containsKey("uploadId")) {
                multipart(request, path[1], path[2], query);
            } else {
                single(request, path[2], query);
            }
        } catch (RuntimeException broken) {
            error(request, 400, "InvalidRequest");
        }
    }

    private void single(HttpExchange request, String key, Map<String, String> query) throws IOException {
        switch (request.getRequestMethod()) {
            case "PUT" -> put(request, key);
            case "GET", "HEAD" -> get(request, key, query);
            case "DELETE" -> {
                objects.delete(key);
                answer(request, 204, "");
            }
            default -> error(request, 405, "MethodNotAllowed");
        }
    }

    private void put(HttpExchange request, String key) throws IOException {
        String source = request.getRequestHeaders().getFirst("X-Amz-Copy-Source");
        if (source == null) {
            objects.put(key, request.getRequestBody());
            request.getResponseHeaders().set("ETag", "\"" + key.hashCode() + "\"");
            answer(request, 200, "");
            return;
        }
        String from = SignatureCheck.decode(source).replaceFirst("^/?[^/]+/", "");
        if (!objects.has(from)) {
            error(request, 404, "NoSuchKey");
            return;
        }
        objects.copy(from, key);
        answer(request, 200, "<CopyObjectResult><ETag>\"" + key.hashCode() + "\"</ETag></CopyObjectResult>");
    }

    private void get(HttpExchange request, String key, Map<String, String> query) throws IOException {
        if (!objects.has(key)) {
            error(request, 404, "NoSuchKey");
            return;
        }
        Path file = objects.object(key);
        for (String header : new String[] {"content-type", "content-disposition"}) {
            String value = query.get("response-" + header);
            if (value != null) {
                request.getResponseHeaders().set(header, SignatureCheck.decode(value));
            }
        }
        long size = Files.size(file);
        if (request.getRequestMethod().equals("HEAD")) {
            request.getResponseHeaders().set("Content-Length", Long.toString(size));
            request.sendResponseHeaders(200, -1);
            return;
        }
        String wanted = request.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
        long first = range.matches() ? Long.parseLong(range.group(1)) : 0;
        long last = range.matches() && !range.group(2).isEmpty()
                ? Math.min(size - 1, Long.parseLong(range.group(2)))
                : size - 1;
        if (range.matches() && first > last) {
            error(request, 416, "InvalidRange");
            return;
        }
        if (range.matches()) {
            request.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + size);
        }
        request.sendResponseHeaders(range.matches() ? 206 : 200, size == 0 ? -1 : last - first + 1);
        send(file, first, last - first + 1, request.getResponseBody());
    }

    private static void send(Path file, long first, long length, OutputStream out) throws IOException {
        try (out;
                FileChannel content = FileChannel.open(file)) {
            WritableByteChannel target = Channels.newChannel(out);
            for (long at = first; at < first + length; ) {
                at += content.transferTo(at, first + length - at, target);
            }
        }
    }

    private void multipart(HttpExchange request, String bucket, String key, Map<String, String> query)
            throws IOException {
        if (query.containsKey("uploads")) {
            answer(
                    request,
                    200,
                    "<InitiateMultipartUploadResult><Bucket>" + bucket + "</Bucket><UploadId>" + objects.begin()
                            + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        String id = query.get("uploadId");
        if (!objects.isOpen(id)) {
            error(request, 404, "NoSuchUpload");
            return;
        }
        switch (request.getRequestMethod()) {
            case "PUT" -> {
                int number = Integer.parseInt(query.get("partNumber"));
                objects.putPart(id, number, request.getRequestBody());
                request.getResponseHeaders().set("ETag", "\"" + id + "-" + number + "\"");
                answer(request, 200, "");
            }
            case "GET" -> answer(request, 200, list(id));
            case "POST" -> {
                objects.end(id, key);
                answer(
                        request,
                        200,
                        "<CompleteMultipartUploadResult><ETag>\"" + id + "\"</ETag></CompleteMultipartUploadResult>");
            }
            default -> {
                objects.forget(id);
                answer(request, 204, "");
            }
        }
    }

    private String list(String id) throws IOException {
        StringBuilder list = new StringBuilder("<ListPartsResult><IsTruncated>false</IsTruncated>");
        for (Path part : objects.parts(id)) {
            int number = Integer.parseInt(part.getFileName().toString());
            list.append("<Part><PartNumber>")
                    .append(number)
                    .append("</PartNumber><ETag>\"")
                    .append(id)
                    .append('-')
                    .append(number)
                    .append("\"</ETag><Size>")
                    .append(Files.size(part))
                    .append("</Size></Part>");
        }
        return list.append("</ListPartsResult>").toString();
    }

    private static void error(HttpExchange request, int status, String code) throws IOException {
        answer(request, status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    private static void answer(HttpExchange request, int status, String xml) throws IOException {
        request.getRequestBody().readAllBytes();
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().set("Content-Type", "application/xml");
        boolean none = body.length == 0 || request.getRequestMethod().equals("HEAD");
        request.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            request.getResponseBody().write(body);
        }
    }
}
