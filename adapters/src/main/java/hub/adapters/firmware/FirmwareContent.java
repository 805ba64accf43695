package hub.adapters.firmware;

import hub.adapters.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Hands packages out: whole or in ranges over HTTP, in chunks over MQTT. */
public final class FirmwareContent {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final Pattern CHUNK =
            Pattern.compile("(\\$aws/things/([^/]+)/(?:firmware|v2/fw)/)request/([^/]{1,64})/chunk/(\\d{1,9})");
    private static final int LARGEST_CHUNK = 512 * 1024;

    private final Database database;
    private final FirmwarePackages packages;

    /** @param warm the warm store, with schema {@code service} */
    public FirmwareContent(DataSource warm, FirmwarePackages packages) {
        this.database = new Database(warm);
        this.packages = packages;
    }

    /**
     * Answers a download under a presigned address, honouring one byte range.
     *
     * @throws SecurityException when the address is forged or has expired
     */
    public void download(Exchange exchange) throws SQLException, IOException {
        Message message = exchange.getMessage();
        String id = message.getHeader("id", "", String.class);
        packages.urls()
                .check(
                        id,
                        message.getHeader("expires", 0L, Long.class),
                        message.getHeader("signature", "", String.class));
        FirmwarePackage firmware = packages.find(id)
                .orElseThrow(() -> new NoSuchElementException("there is no firmware package '" + id + "'"));
        String range = message.getHeader("Range", "", String.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
        message.setHeader("Accept-Ranges", "bytes");
        message.setHeader("ETag", "\"" + firmware.sha256() + "\"");
        Matcher asked = RANGE.matcher(range);
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            message.setHeader("Content-Length", firmware.size());
            message.setBody(packages.content().open(firmware.sha256(), 0, firmware.size()));
            return;
        }
        part(message, firmware, asked);
    }

    private void part(Message message, FirmwarePackage firmware, Matcher asked) throws IOException {
        long size = firmware.size();
        boolean suffix = asked.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
        long last = suffix || asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
        if (first > last) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 416);
            message.setHeader("Content-Range", "bytes */" + size);
            message.setBody(new byte[0]);
            return;
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 206);
        message.setHeader("Content-Range", "bytes " + first + "-" + last + "/" + size);
        message.setHeader("Content-Length", last - first + 1);
        message.setBody(packages.content().open(firmware.sha256(), first, last - first + 1));
    }

    /**
     * The chunk a device asks for of the package of its next job; the request's body is the size of a chunk in bytes. A chunk
     * beyond the end is empty, as ThingsBoard has it.
     */
    public List<DeviceMessage> chunk(String topic, byte[] payload) throws SQLException, IOException {
        Matcher request = CHUNK.matcher(topic);
        if (!request.matches()) {
            return List.of();
        }
        String base = request.group(1);
        String size = new String(payload, StandardCharsets.US_ASCII).strip();
        Optional<FirmwarePackage> wanted = wanted(request.group(2));
        if (wanted.isEmpty()) {
            return List.of(DeviceMessage.answer(base + "error", bytes("no firmware job waits for this device")));
        }
        if (!size.matches("\\d{0,9}") || !size.isEmpty() && Long.parseLong(size) > LARGEST_CHUNK) {
            return List.of(DeviceMessage.answer(
                    base + "error", bytes("the body is the chunk's size in bytes, at most " + LARGEST_CHUNK)));
        }
        int length = size.isEmpty() || size.equals("0") ? LARGEST_CHUNK : Integer.parseInt(size);
        byte[] part = part(wanted.get(), Long.parseLong(request.group(4)) * length, length);
        return List.of(
                DeviceMessage.answer(base + "response/" + request.group(3) + "/chunk/" + request.group(4), part));
    }

    /** Shorter at the content's end, empty beyond it. */
    private byte[] part(FirmwarePackage firmware, long from, int length) throws IOException {
        long there = Math.min(length, firmware.size() - from);
        if (there <= 0) {
            return new byte[0];
        }
        try (InputStream content = packages.content().open(firmware.sha256(), from, there)) {
            return content.readAllBytes();
        }
    }

    private Optional<FirmwarePackage> wanted(String thing) throws SQLException {
        return database.in(session -> {
            List<Execution> pending = ExecutionRows.pending(session, List.of(thing));
            return pending.isEmpty()
                    ? Optional.empty()
                    : PackageRows.find(
                            session,
                            JobRows.find(session, pending.get(0).jobId())
                                    .orElseThrow()
                                    .packageId());
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
