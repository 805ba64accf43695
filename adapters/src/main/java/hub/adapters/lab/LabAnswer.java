package hub.adapters.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The answer to one query: a file that is gone once it has been read.
 *
 * @param queryId the query
 * @param mediaType of the content, {@code text/plain} for JSON that is written already
 * @param fileName under which a person would keep it
 * @param bytes how long it is
 * @param content the answer
 */
public record LabAnswer(String queryId, String mediaType, String fileName, long bytes, InputStream content) {

    static LabAnswer of(String queryId, Job.Format format, Path file) throws IOException {
        return new LabAnswer(
                queryId,
                format.mediaType,
                "cold-" + queryId + "." + format.name().toLowerCase(java.util.Locale.ROOT),
                Files.size(file),
                Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
    }
}
