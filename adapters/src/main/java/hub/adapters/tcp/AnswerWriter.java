package hub.adapters.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Turns what the route leaves behind into answer bytes; a route that failed refuses every frame of the read. */
final class AnswerWriter extends ChannelOutboundHandlerAdapter {

    private final FrameLayout layout;
    private final ConnectionReader reader;

    AnswerWriter(FrameLayout layout, ConnectionReader reader) {
        this.layout = layout;
        this.reader = reader;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FrameRead read) {
            answer(context, read, promise);
        } else if (message instanceof byte[] bytes) {
            context.write(Unpooled.wrappedBuffer(bytes), promise);
        } else if (!(message instanceof ByteBuf) && reader.waiting() != null) {
            answer(context, reader.waiting().allRefused(), promise);
        } else {
            context.write(message, promise);
        }
    }

    private void answer(ChannelHandlerContext context, FrameRead read, ChannelPromise promise) {
        context.write(Unpooled.wrappedBuffer(layout.answer(read)), promise);
        reader.answered(context.channel());
    }
}
