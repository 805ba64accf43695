package hub.adapters.stream;

import hub.message.RawFrame;
import java.util.List;

/** Is told what became of frames that doors gave to the stream; one bean of this type may be registered. Answers at once. */
public interface AppendWatch {

    /** @param accepted one flag for each frame: whether it is durable */
    void appended(List<RawFrame> frames, boolean[] accepted);
}
