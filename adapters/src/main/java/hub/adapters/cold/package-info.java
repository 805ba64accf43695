/** The cold store: Apache Iceberg tables in a folder or on S3, written from the stream exactly once, kept tidy, read by anybody. */
package hub.adapters.cold;
