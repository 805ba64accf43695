package hub.adapters.stream;

import hub.message.RawFrame;
import hub.message.StreamPosition;

/** Makes a frame of a record of the stream. For one thread. */
interface RecordReader {

    /**
     * The frame in a part of an array.
     *
     * @throws UnreadableRecord when the bytes are no frame
     */
    RawFrame read(StreamPosition position, String deviceId, byte[] array, int from, int length);

    /** The device id in a record's key. */
    String key(byte[] array, int from, int length);
}
