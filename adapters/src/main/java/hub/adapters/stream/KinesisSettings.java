package hub.adapters.stream;

/**
 * Which Kinesis stream carries the frames and how to reach it.
 *
 * @param stream name of the stream; it has to exist
 * @param region AWS region such as {@code ap-northeast-2}
 * @param endpoint address of a stand-in such as {@code http://127.0.0.1:4567}; empty = AWS
 * @param accessKey access key; empty = the default credentials chain of the AWS SDK
 * @param secretKey secret key; empty together with the access key
 * @param group name under which checkpoints are kept; each group reads everything
 */
public record KinesisSettings(
        String stream, String region, String endpoint, String accessKey, String secretKey, String group) {}
