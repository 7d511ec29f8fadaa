-- IIS writes spaces of a browser's description as `+`, CloudFront as `%20`.
toValidUTF8(decodeURLFormComponent(${text}))
