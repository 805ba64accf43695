package hub.adapters.cold;

/**
 * One Parquet file that belongs to a state of a table.
 *
 * @param path an absolute path in the file system, or {@code s3://bucket/key}
 * @param rows how many it holds
 * @param bytes its size
 */
public record ColdFile(String path, long rows, long bytes) {}
