package hub.decode;

import hub.product.Checksum.Algorithm;
import java.util.zip.CRC32;

/** The checksum algorithms, by the parameters of the catalogue of parametrised CRC algorithms (RevEng). */
final class ChecksumSums {

    private static final int[] MODBUS = reflected(0xA001);
    private static final int[] CCITT = straight(0x1021);

    private ChecksumSums() {}

    static long compute(Algorithm algorithm, byte[] bytes, int from, int to) {
        return switch (algorithm) {
            case CRC16_MODBUS -> crcReflected(0xFFFF, bytes, from, to);
            case CRC16_ARC -> crcReflected(0, bytes, from, to);
            case CRC16_CCITT -> crcStraight(0xFFFF, bytes, from, to);
            case CRC16_XMODEM -> crcStraight(0, bytes, from, to);
            case CRC32 -> crc32(bytes, from, to);
            case CRC8 -> crc8(bytes, from, to);
            case XOR -> xor(bytes, from, to);
            case SUM8 -> sum(bytes, from, to) & 0xFF;
            case SUM16 -> sum(bytes, from, to) & 0xFFFF;
            case TWOS_COMPLEMENT8 -> -sum(bytes, from, to) & 0xFF;
        };
    }

    private static int[] reflected(int polynomial) {
        int[] table = new int[256];
        for (int index = 0; index < 256; index++) {
            int crc = index;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ polynomial : crc >>> 1;
            }
            table[index] = crc;
        }
        return table;
    }

    private static int[] straight(int polynomial) {
        int[] table = new int[256];
        for (int index = 0; index < 256; index++) {
            int crc = index << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ polynomial : crc << 1;
            }
            table[index] = crc & 0xFFFF;
        }
        return table;
    }

    private static long crcReflected(int initial, byte[] bytes, int from, int to) {
        int crc = initial;
        for (int index = from; index < to; index++) {
            crc = crc >>> 8 ^ MODBUS[(crc ^ bytes[index]) & 0xFF];
        }
        return crc;
    }

    private static long crcStraight(int initial, byte[] bytes, int from, int to) {
        int crc = initial;
        for (int index = from; index < to; index++) {
            crc = crc << 8 & 0xFFFF ^ CCITT[(crc >>> 8 ^ bytes[index]) & 0xFF];
        }
        return crc;
    }

    private static long crc32(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }

    private static long crc8(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int index = from; index < to; index++) {
            crc ^= bytes[index] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x07 : crc << 1;
            }
            crc &= 0xFF;
        }
        return crc;
    }

    private static long xor(byte[] bytes, int from, int to) {
        int xor = 0;
        for (int index = from; index < to; index++) {
            xor ^= bytes[index];
        }
        return xor & 0xFF;
    }

    private static long sum(byte[] bytes, int from, int to) {
        long sum = 0;
        for (int index = from; index < to; index++) {
            sum += bytes[index] & 0xFF;
        }
        return sum;
    }
}
