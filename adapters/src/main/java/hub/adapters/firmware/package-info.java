/** Firmware over the air: packages, and jobs that bring them to devices in waves and back again, with the words of AWS IoT Jobs. */
package hub.adapters.firmware;
