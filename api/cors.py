"""CORS headers: scripts of any site may read every response, as none is for one reader alone."""

_EXPOSED_HEADERS = (
    "Allow, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, WWW-Authenticate, "
    "X-Record-Published-At, X-Record-Ref, X-Record-Schema, X-Record-Version, X-Request-ID"
)
CORS_HEADERS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": _EXPOSED_HEADERS}
