/** Files brought by presigned URLs of the S3 API: limits, multipart, checks on completion, quarantine and expiry. */
package hub.adapters.upload;
