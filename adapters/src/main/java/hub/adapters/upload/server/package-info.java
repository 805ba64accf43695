/** The embedded stand-in for S3: the few operations that presigned uploads need, with signatures checked. */
package hub.adapters.upload.server;
