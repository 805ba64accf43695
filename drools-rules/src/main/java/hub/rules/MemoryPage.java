package hub.rules;

/**
 * A piece of the judgement's memory, to be kept as it is and handed back at the next start.
 *
 * @param id its key in the store: written again it replaces itself
 * @param partition the stream partition it remembers
 * @param content opaque bytes
 */
public record MemoryPage(String id, int partition, byte[] content) {}
