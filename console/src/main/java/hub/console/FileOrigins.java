package hub.console;

import java.util.List;

/** Knows the servers, other than the hub itself, that pages bring files to and show pictures from. */
public interface FileOrigins {

    /** Origins as a content policy names them, such as {@code https://files.example.com}. */
    List<String> origins();
}
