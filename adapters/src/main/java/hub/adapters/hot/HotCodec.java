package hub.adapters.hot;

import com.mongodb.MongoClientSettings;
import hub.message.Telemetry;
import java.util.Collection;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.CollectibleCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;

/** Writes readings straight into the message to the server, and leaves every other document to the driver's own codec. */
final class HotCodec implements CollectibleCodec<Document> {
    private final DocumentCodec plain = new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());

    @Override
    public void encode(BsonWriter writer, Document document, EncoderContext context) {
        if (document instanceof TelemetryDocument reading) {
            write(writer, reading);
        } else {
            plain.encode(writer, document, context);
        }
    }

    private static void write(BsonWriter writer, TelemetryDocument document) {
        Telemetry telemetry = document.telemetry();
        writer.writeStartDocument();
        writer.writeString("_id", telemetry.id());
        writer.writeString("device_id", telemetry.deviceId());
        writer.writeDateTime("device_timestamp", telemetry.deviceTimestamp());
        writeText(writer, "hub_id", telemetry.hubId());
        if (telemetry.hubTimestamp() != 0) {
            writer.writeDateTime("hub_timestamp", telemetry.hubTimestamp());
        }
        writer.writeString("productId", telemetry.productId());
        writeText(writer, "childDeviceId", telemetry.childDeviceId());
        writer.writeStartDocument("metrics");
        for (Map.Entry<String, Object> metric : telemetry.metrics().entrySet()) {
            writer.writeName(FieldNames.stored(metric.getKey()));
            writeValue(writer, metric.getValue());
        }
        writer.writeEndDocument();
        writer.writeDateTime("ingest_timestamp", telemetry.ingestTimestamp());
        writer.writeEndDocument();
    }

    private static void writeText(BsonWriter writer, String name, String text) {
        if (!text.isEmpty()) {
            writer.writeString(name, text);
        }
    }

    private static void writeValue(BsonWriter writer, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            writer.writeInt64(((Number) value).longValue());
        } else if (value instanceof Number number) {
            writer.writeDouble(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            writer.writeBoolean(flag);
        } else if (value instanceof Collection<?> values) {
            writer.writeStartArray();
            values.forEach(each -> writeValue(writer, each));
            writer.writeEndArray();
        } else {
            writer.writeString(String.valueOf(value));
        }
    }

    @Override
    public Document decode(BsonReader reader, DecoderContext context) {
        return plain.decode(reader, context);
    }

    @Override
    public Class<Document> getEncoderClass() {
        return Document.class;
    }

    @Override
    public Document generateIdIfAbsentFromDocument(Document document) {
        return document instanceof TelemetryDocument ? document : plain.generateIdIfAbsentFromDocument(document);
    }

    @Override
    public boolean documentHasId(Document document) {
        return document instanceof TelemetryDocument || plain.documentHasId(document);
    }

    @Override
    public BsonValue getDocumentId(Document document) {
        return document instanceof TelemetryDocument reading
                ? new BsonString(reading.telemetry().id())
                : plain.getDocumentId(document);
    }
}
